package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Every room is a numbered log: on both databases, for one node and for two. */
class LogIT {

    private static final int WRITERS = 8;
    private static final int EACH = 25;

    @ParameterizedTest
    @EnumSource
    void manyWritersLeaveNoHoleAndNoDouble(TestDatabase kind) throws Exception {
        Person bo = Person.newMember(ParleyServer.shared(kind).uri(), "Bo");
        long room = bo.createRoom("Many writers", "open");

        atOnce(IntStream.range(0, WRITERS)
                .<Callable<Void>>mapToObj(writer -> () -> {
                    for (int i = 0; i < EACH; i++) {
                        bo.post(room, "message %d of writer %d".formatted(i, writer));
                    }
                    return null;
                })
                .toList());

        List<Long> seqs = seqs(wholeRoom(bo, room));
        assertThat(seqs).containsExactlyElementsOf(upTo(WRITERS * EACH));
    }

    /** Posting, joining and leaving lock the same rows: in one order, or the database ends one of them. */
    @ParameterizedTest
    @EnumSource
    void comingAndGoingInABusyRoomFailsNobody(TestDatabase kind) throws Exception {
        Person bo = Person.newMember(ParleyServer.shared(kind).uri(), "Bo");
        long room = bo.createRoom("Revolving door", "open");
        var acts = new ArrayList<Callable<Void>>();
        for (int writer = 0; writer < WRITERS / 2; writer++) {
            acts.add(() -> {
                for (int i = 0; i < EACH; i++) {
                    bo.post(room, "going on " + i);
                }
                return null;
            });
            Person guest = Person.newMember(ParleyServer.shared(kind).uri(), "Guest " + writer);
            acts.add(() -> {
                for (int i = 0; i < EACH / 2; i++) {
                    guest.join(room);
                    guest.leave(room);
                }
                return null;
            });
        }

        atOnce(acts);

        assertThat(seqs(wholeRoom(bo, room))).containsExactlyElementsOf(upTo(WRITERS / 2 * EACH));
        try (var connection = ParleyServer.shared(kind).database().connect();
                var statement = connection.createStatement();
                var count = statement.executeQuery("select member_count from room where id = " + room)) {
            count.next();
            assertThat(count.getLong(1)).isEqualTo(1);
        }
    }

    @Test
    void twoNodesOnOneDatabaseNumberOneRoom() throws Exception {
        try (FreshDatabase database = TestDatabase.MARIADB.fresh();
                ParleyServer north =
                        ParleyServer.on(database).unlimited().label("north").start();
                ParleyServer south =
                        ParleyServer.on(database).unlimited().label("south").start()) {
            Person bo = Person.newMember(north.uri(), "Bo");
            Person ines = Person.newMember(south.uri(), "Ines");
            long room = bo.createRoom("Two nodes", "open");
            ines.join(room);
            String shared = UUID.randomUUID().toString();

            atOnce(IntStream.range(0, WRITERS)
                    .<Callable<Void>>mapToObj(writer -> () -> {
                        Person who = writer % 2 == 0 ? bo : ines;
                        for (int i = 0; i < EACH; i++) {
                            who.post(room, "message %d of writer %d".formatted(i, writer));
                        }
                        return null;
                    })
                    .toList());
            bo.post(room, "sent to one node", shared).expect(201);
            Person boInTheSouth = Person.visiting(south.uri()).signIn(bo.username(), Person.PASSWORD);
            Page again = boInTheSouth.post(room, "sent to one node", shared).expect(201);

            assertThat(again.json().path("seq").asLong()).isEqualTo(WRITERS * EACH + 1);
            List<JsonNode> fromTheNorth = wholeRoom(bo, room);
            assertThat(seqs(fromTheNorth)).containsExactlyElementsOf(upTo(WRITERS * EACH + 1));
            assertThat(fromTheNorth)
                    .extracting(message -> message.path("change").asLong())
                    .doesNotHaveDuplicates();
            assertThat(ids(wholeRoom(ines, room))).isEqualTo(ids(fromTheNorth));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theSameMessageSentManyTimesAtOnceIsStoredOnce(TestDatabase kind) throws Exception {
        Person bo = Person.newMember(ParleyServer.shared(kind).uri(), "Bo");
        long room = bo.createRoom("Again and again", "open");
        String clientId = UUID.randomUUID().toString();

        List<Page> answers = atOnce(IntStream.range(0, WRITERS)
                .<Callable<Page>>mapToObj(i -> () -> bo.post(room, "once", clientId))
                .toList());
        bo.post(room, "another", UUID.randomUUID().toString()).expect(201);

        assertThat(answers).extracting(Page::status).containsOnly(201);
        assertThat(answers)
                .extracting(answer -> answer.json().path("id").asLong())
                .containsOnly(id(room, 1));
        assertThat(seqs(wholeRoom(bo, room))).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource
    void pagesMeetWithoutGapOrRepeat(TestDatabase kind) {
        Person bo = Person.newMember(ParleyServer.shared(kind).uri(), "Bo");
        long room = bo.createRoom("Pages", "open");
        for (int i = 1; i <= 120; i++) {
            bo.post(room, "message " + i);
        }

        JsonNode newest = bo.transcript(room, "");
        JsonNode before = bo.transcript(room, "before=71");
        JsonNode oldest = bo.transcript(room, "before=21");
        JsonNode after = bo.transcript(room, "after=100");
        JsonNode around = bo.transcript(room, "around=60");

        assertThat(seqs(newest)).containsExactlyElementsOf(between(71, 120));
        assertThat(seqs(before)).containsExactlyElementsOf(between(21, 70));
        assertThat(seqs(oldest)).containsExactlyElementsOf(between(1, 20));
        assertThat(seqs(after)).containsExactlyElementsOf(between(101, 120));
        assertThat(seqs(around)).containsExactlyElementsOf(between(35, 85));
        assertThat(List.of(newest, before, oldest, after, around))
                .extracting(page -> page.path("more").asBoolean())
                .containsExactly(true, true, false, false, true);
        assertThat(newest.path("change").asLong()).isEqualTo(120);
    }

    @ParameterizedTest
    @EnumSource
    void catchingUpIncludesEditsAndDeletions(TestDatabase kind) {
        Person bo = Person.newMember(ParleyServer.shared(kind).uri(), "Bo");
        long room = bo.createRoom("Catching up", "open");
        for (int i = 1; i <= 60; i++) {
            bo.post(room, "message " + i);
        }
        long seen = bo.transcript(room, "").path("change").asLong();

        bo.send("/rooms/" + room + "/messages/3", Map.of("body", "edited"), "text/html")
                .expect(303);
        bo.send("/rooms/" + room + "/messages/4/delete", Map.of(), "text/html").expect(303);
        bo.post(room, "message 61");
        JsonNode missed = bo.transcript(room, "changed=" + seen);
        JsonNode all = bo.transcript(room, "changed=0");

        assertThat(seqs(missed)).containsExactly(3L, 4L, 61L);
        assertThat(missed.path("messages").path(0).path("body").asString()).isEqualTo("edited");
        assertThat(missed.path("messages").path(0).path("edited").asBoolean()).isTrue();
        assertThat(missed.path("messages").path(1).path("deleted").asBoolean()).isTrue();
        assertThat(missed.path("messages").path(1).path("body").asString()).isEmpty();
        assertThat(missed.path("more").asBoolean()).isFalse();
        assertThat(missed.path("change").asLong()).isEqualTo(63);
        assertThat(all.path("more").asBoolean()).isTrue();
        assertThat(all.path("change").asLong())
                .isEqualTo(all.path("messages").path(49).path("change").asLong());
    }

    @ParameterizedTest
    @EnumSource
    void aTombstoneKeepsItsNumberAndLosesItsText(TestDatabase kind) throws Exception {
        ParleyServer server = ParleyServer.shared(kind);
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = bo.createRoom("Tombstone", "open");
        bo.post(room, "a secret that slipped out");
        bo.post(room, "next");

        bo.send("/rooms/" + room + "/messages/1/delete", Map.of(), "text/html").expect(303);

        assertThat(seqs(wholeRoom(bo, room))).containsExactly(1L, 2L);
        assertThat(bo.get("/rooms/" + room).body()).doesNotContain("slipped out");
        try (var connection = server.database().connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select count(*) from message where body like '%slipped out%'")) {
            rows.next();
            assertThat(rows.getInt(1)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyChangesAnothersWords(TestDatabase kind) {
        Person bo = Person.newMember(ParleyServer.shared(kind).uri(), "Bo");
        Person ines = Person.newMember(ParleyServer.shared(kind).uri(), "Ines");
        long room = bo.createRoom("Words", "open");
        ines.join(room);
        bo.post(room, "mine");
        String message = "/rooms/" + room + "/messages/1";

        assertThat(ines.send(message, Map.of("body", "hers"), "text/html").status())
                .isEqualTo(404);
        assertThat(ines.send(message + "/delete", Map.of(), "text/html").status())
                .isEqualTo(404);
        assertThat(bo.send(message, Map.of("body", "changed"), "text/html").status())
                .isEqualTo(303);

        assertThat(wholeRoom(ines, room))
                .extracting(m -> m.path("body").asString())
                .containsExactly("changed");
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        try (var threads = Executors.newFixedThreadPool(calls.size())) {
            var results = new ArrayList<T>();
            for (Future<T> result : threads.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        }
    }

    private static List<JsonNode> wholeRoom(Person reader, long room) {
        var messages = new ArrayList<JsonNode>();
        JsonNode page;
        do {
            long last = messages.isEmpty() ? 0 : messages.getLast().path("seq").asLong();
            page = reader.transcript(room, "after=" + last);
            assertThat(page.path("messages"))
                    .as("a page after %d that says there is more", last)
                    .isNotEmpty();
            page.path("messages").forEach(messages::add);
        } while (page.path("more").asBoolean());
        return messages;
    }

    private static long id(long room, long seq) {
        return room * (1L << 30) + seq;
    }

    private static List<Long> seqs(JsonNode page) {
        var messages = new ArrayList<JsonNode>();
        page.path("messages").forEach(messages::add);
        return seqs(messages);
    }

    private static List<Long> seqs(List<JsonNode> messages) {
        return messages.stream().map(message -> message.path("seq").asLong()).toList();
    }

    private static List<Long> ids(List<JsonNode> messages) {
        return messages.stream().map(message -> message.path("id").asLong()).toList();
    }

    private static List<Long> upTo(int last) {
        return between(1, last);
    }

    private static List<Long> between(int first, int last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
