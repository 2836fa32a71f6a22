package app.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A closed room is opened for people who are named at once: all of them are in it, or there is no room. */
class NewRoomIT {

    @ParameterizedTest
    @EnumSource
    void whoIsNamedIsAMemberFromTheBeginning(TestDatabase kind) {
        Person ada = member(kind, "Ada");
        Person bo = member(kind, "Bo");
        Person chidi = member(kind, "Chidi");
        Person ines = member(kind, "Ines");

        try (StompConnection bosTab = StompConnection.open(bo)) {
            bosTab.subscribe("/user/queue/rooms");
            long room = number(create(
                    ada,
                    "@%s, %s\n@%s"
                            .formatted(bo.username(), chidi.username().toUpperCase(Locale.ROOT), ada.username())));

            bosTab.await(
                    "/user/queue/rooms",
                    notice -> notice.path("type").asString().equals("added")
                            && notice.path("room").asLong() == room);
            bo.get("/rooms/" + room).expect(200);
            chidi.get("/rooms/" + room).expect(200);
            ines.get("/rooms/" + room).expect(404);
            assertThat(ada.get("/rooms/" + room + "/members").body())
                    .contains(">Owner<", bo.username(), chidi.username())
                    .doesNotContain(ines.username());
            assertThat(bo.get("/rooms").body()).containsSubsequence("Council of " + ada.username(), "3 members");
        }
    }

    /** Which of the two blocks the other is not said. */
    @ParameterizedTest
    @EnumSource
    void nobodyIsBroughtInByWhomTheyBlockNorTheOtherWayRound(TestDatabase kind) {
        Person ada = member(kind, "Ada");
        Person bo = member(kind, "Bo");
        Person chidi = member(kind, "Chidi");
        long room = ada.createRoom("Council", "closed");
        long bos = bo.createRoom("Board", "closed");
        bo.post("/users/" + ada.id() + "/block", Map.of()).expect(303);
        String sentence = "You can’t add \u2068%s\u2069 to a room.";

        assertThat(ada.post("/rooms/" + room + "/members", Map.of("username", "" + bo.username()))
                        .expect(422)
                        .body())
                .contains(sentence.formatted("Bo"));
        assertThat(create(ada, bo.username() + " " + chidi.username())
                        .expect(422)
                        .body())
                .contains(sentence.formatted("Bo"));
        assertThat(ada.post("/direct", Map.of("people", bo.username() + " " + chidi.username()))
                        .expect(422)
                        .body())
                .contains(sentence.formatted("Bo"));
        assertThat(bo.post("/rooms/" + bos + "/members", Map.of("username", "" + ada.username()))
                        .expect(422)
                        .body())
                .contains(sentence.formatted("Ada"));

        bo.get("/rooms/" + room).expect(404);
        bo.post("/users/" + ada.id() + "/block/delete", Map.of()).expect(303);
        ada.post("/rooms/" + room + "/members", Map.of("username", "" + bo.username()))
                .expect(303);
    }

    @ParameterizedTest
    @EnumSource
    void whoIsNotHereIsNamedBesideTheFieldAndNothingIsOpened(TestDatabase kind) {
        Person ada = member(kind, "Ada");
        Person bo = member(kind, "Bo");
        String typed = "nobody-1, @" + bo.username() + " <b>nobody-2</b>";

        Page refused = create(ada, typed).expect(422);

        assertThat(refused.body())
                .containsSubsequence("id=\"members-error\"", "nobody-1, &lt;b&gt;nobody-2&lt;/b&gt;")
                .doesNotContain("<b>nobody");
        assertThat(refused.form("/rooms").orElseThrow())
                .containsEntry("members", typed)
                .containsEntry("name", "Council of " + ada.username())
                .containsEntry("kind", "closed");
        assertThat(bo.get("/rooms/list").body()).doesNotContain("Council of");
        assertThat(ada.get("/rooms/list").body()).doesNotContain("Council of");
    }

    @Test
    void noListIsTooLongToBeAnswered() {
        Person ada = member(TestDatabase.SQLITE, "Ada");
        String crowd = IntStream.range(0, 20_000).mapToObj(i -> "u" + i).collect(Collectors.joining(" "));

        assertThat(create(ada, crowd).expect(422).body()).contains("At most 100 people");
    }

    private static Person member(TestDatabase kind, String name) {
        return Person.newMember(ParleyServer.shared(kind).uri(), name);
    }

    private static Page create(Person creator, String members) {
        return creator.submit(
                "/rooms/new",
                "/rooms",
                Map.of("name", "Council of " + creator.username(), "kind", "closed", "members", members));
    }

    private static long number(Page created) {
        return Long.parseLong(created.expect(303).location().orElseThrow().replaceFirst("^/rooms/", ""));
    }
}
