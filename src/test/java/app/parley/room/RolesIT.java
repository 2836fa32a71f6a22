package app.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is what in a room of Ada's, where Mo is to keep order, and what each of them may. */
@OnBothDatabases
class RolesIT {

    private static final Pattern CHOSEN = Pattern.compile("value=\"(\\w+)\" selected");

    private final ParleyServer server;
    private Person ada;
    private Person mo;
    private Person bo;
    private Person stranger;
    private long room;

    RolesIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void aRoom() {
        ada = Person.newMember(server.uri(), "Ada");
        mo = Person.newMember(server.uri(), "Mo");
        bo = Person.newMember(server.uri(), "Bo");
        stranger = Person.newMember(server.uri(), "Sam");
        room = ada.createRoom("Harbour", "closed");
        bringIn(ada, bo).expect(303);
        bringIn(ada, mo).expect(303);
    }

    @Test
    void anOwnerMakesModeratorsAndOwnersAndMembersOfThemAgain() {
        assertThat(roles()).containsExactly("owner", "member", "member"); // Ada, Bo, Mo

        ada.appoint(room, mo, "moderator").expect(303);
        assertThat(roles()).containsExactly("owner", "member", "moderator");
        assertThat(bo.get("/rooms/" + room + "/members").body())
                .contains(">Moderator<")
                .doesNotContain("<select");

        ada.appoint(room, mo, "owner").expect(303);
        mo.appoint(room, ada, "member").expect(303);
        assertThat(bo.get("/rooms/" + room + "/members").body())
                .containsSubsequence("Ada<", ">Member<", "Mo<", ">Owner<");
        ada.appoint(room, bo, "moderator").expect(404);
    }

    @Test
    void nobodyElseGivesRoles() {
        ada.appoint(room, mo, "moderator").expect(303);

        for (Person other : List.of(mo, bo, stranger, server.administrator())) {
            other.appoint(room, bo, "moderator").expect(404);
            other.appoint(room, mo, "owner").expect(404);
            other.appoint(room, ada, "member").expect(404);
        }
        ada.appoint(room, stranger, "owner").expect(404);
        ada.appoint(room, bo, "king").expect(400);
        assertThat(roles()).containsExactly("owner", "member", "moderator");
    }

    @Test
    void anAdministratorWhoIsAMemberGivesRolesToo() {
        Person administrator = server.administrator();
        bringIn(ada, administrator).expect(303);

        administrator.appoint(room, mo, "owner").expect(303);
        administrator.appoint(room, ada, "member").expect(303);

        ada.appoint(room, ada, "owner").expect(404);
    }

    @Test
    void aModeratorKeepsOrderAndLeavesTheRoomAsItIs() {
        ada.appoint(room, mo, "moderator").expect(303);
        ada.post(room, "by the owner");
        bo.post(room, "by a member");

        mo.post("/rooms/" + room + "/messages/1/delete", Map.of()).expect(303);
        mo.post("/rooms/" + room + "/messages/2/delete", Map.of()).expect(303);
        assertThat(ada.transcript(room, "").path("messages"))
                .hasSize(2)
                .allMatch(message -> message.path("deleted").asBoolean());
        bringIn(mo, stranger).expect(303);
        remove(mo, stranger).expect(303);
        stranger.get("/rooms/" + room).expect(404);

        ada.appoint(room, bo, "moderator").expect(303);
        remove(mo, ada).expect(404);
        remove(mo, bo).expect(404);
        mo.post("/rooms/" + room, Map.of("name", "Mine", "kind", "open")).expect(404);
        mo.post("/rooms/" + room + "/archive", Map.of()).expect(404);
    }

    @Test
    void aMemberDoesNoneOfThat() {
        ada.post(room, "by the owner");

        bo.post("/rooms/" + room + "/messages/1/delete", Map.of()).expect(404);
        bringIn(bo, stranger).expect(404);
        remove(bo, mo).expect(404);
        assertThat(bo.get("/rooms/" + room + "/members").body()).doesNotContain("<select", "/delete");
    }

    @Test
    void theLastOwnerStaysOneUntilSomebodyElseIs() {
        ada.appoint(room, mo, "moderator").expect(303);

        for (String less : List.of("moderator", "member")) {
            assertThat(ada.appoint(room, ada, less).expect(422).body())
                    .containsSubsequence(
                            "id=\"member-" + ada.id() + "\"", "id=\"role-error\"", "Nobody else owns this room");
        }
        assertThat(leave(ada).expect(422).body()).contains("Nobody else owns this room. Make another member its owner");
        assertThat(ada.appoint(room, ada, "owner").expect(303).status()).isEqualTo(303);
        assertThat(roles()).containsExactly("owner", "member", "moderator");

        ada.appoint(room, mo, "owner").expect(303);
        leave(ada).expect(303);
        ada.get("/rooms/" + room).expect(404);
        mo.appoint(room, bo, "owner").expect(303);
    }

    @Test
    void whoIsAloneLeavesAsBefore() {
        remove(ada, mo).expect(303);
        remove(ada, bo).expect(303);

        leave(ada).expect(303);
    }

    @Test
    void whoComesIntoARoomThatAllHaveLeftOwnsIt() {
        long quay = ada.createRoom("Quay", "open");
        ada.post("/rooms/" + quay + "/membership/delete", Map.of()).expect(303);

        mo.join(quay);
        bo.join(quay);

        bo.appoint(quay, bo, "owner").expect(404);
        mo.appoint(quay, bo, "moderator").expect(303);
    }

    /** Who counts as an owner. */
    @Test
    void aModeratorTakesNoAdministratorOut() {
        Person administrator = server.administrator();
        bringIn(ada, administrator).expect(303);
        ada.appoint(room, mo, "moderator").expect(303);

        remove(mo, administrator).expect(404);
        remove(ada, administrator).expect(303);
    }

    /** Who may not be there to be asked. */
    @Test
    void whereAnAdministratorTakesTheLastOwnerOutAModeratorInherits() {
        Person administrator = server.administrator();
        bringIn(ada, administrator).expect(303);
        ada.appoint(room, mo, "moderator").expect(303);

        remove(administrator, ada).expect(303);

        mo.appoint(room, bo, "moderator").expect(303);
    }

    @RepeatedTest(5)
    void ofTwoOwnersWhoLeaveAtOnceOneStays() throws Exception {
        ada.appoint(room, mo, "owner").expect(303);

        List<Integer> answers = atOnce(() -> leave(ada), () -> leave(mo));

        assertThat(answers).containsExactlyInAnyOrder(303, 422);
        Person left = answers.getFirst() == 303 ? mo : ada;
        left.appoint(room, bo, "owner").expect(303);
    }

    @RepeatedTest(5)
    void ofTwoOwnersWhoTakeTheRoomFromEachOtherOneKeepsIt() throws Exception {
        ada.appoint(room, mo, "owner").expect(303);

        List<Integer> answers = atOnce(() -> ada.appoint(room, mo, "member"), () -> mo.appoint(room, ada, "member"));

        assertThat(answers).containsExactlyInAnyOrder(303, 404);
        Person left = answers.getFirst() == 303 ? ada : mo;
        left.appoint(room, bo, "owner").expect(303);
    }

    /** Every page that is open: theirs, and the lists of members. */
    @Test
    void whoGetsAnotherRoleHearsOfItAndSoDoesTheRoom() {
        try (StompConnection mosTab = StompConnection.open(mo);
                StompConnection bosTab = StompConnection.open(bo)) {
            mosTab.subscribe("/user/queue/rooms");
            mosTab.subscribe("/user/queue/errors");
            mosTab.settle();
            bosTab.subscribe("/topic/rooms." + room);
            bosTab.subscribe("/user/queue/errors");
            bosTab.settle();

            ada.appoint(room, mo, "moderator").expect(303);

            mosTab.await(
                    "/user/queue/rooms",
                    notice -> notice.path("type").asString().equals("changed")
                            && notice.path("room").asLong() == room);
            bosTab.await(
                    "/topic/rooms." + room,
                    event -> event.path("type").asString().equals("room.changed"));
        }
        assertThat(rights(mo)).isEqualTo("moderate");
        assertThat(rights(bo)).isEqualTo("post");
    }

    @ParameterizedTest
    @ValueSource(strings = {"owner", "moderator"})
    void nobodyIsAnythingInADirectRoom(String role) {
        Page answer = ada.post("/direct", Map.of("people", String.valueOf(bo.username())));
        long direct = Long.parseLong(answer.expect(303).location().orElseThrow().replaceFirst("^/rooms/", ""));

        ada.appoint(direct, bo, role).expect(404);
        server.administrator().appoint(direct, bo, role).expect(404);
    }

    private Page bringIn(Person by, Person newcomer) {
        return by.post("/rooms/" + room + "/members", Map.of("username", String.valueOf(newcomer.username())));
    }

    private Page remove(Person by, Person member) {
        return by.post("/rooms/" + room + "/members/" + member.id() + "/delete", Map.of());
    }

    private Page leave(Person person) {
        return person.post("/rooms/" + room + "/membership/delete", Map.of());
    }

    /** What everybody is, in the order of their names, as the owner's list says it. */
    private List<String> roles() {
        return CHOSEN.matcher(ada.get("/rooms/" + room + "/members").body())
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }

    private String rights(Person person) {
        return person.get("/rooms/" + room, "application/json")
                .json()
                .path("rights")
                .asString();
    }

    private static List<Integer> atOnce(Callable<Page> one, Callable<Page> other) throws InterruptedException {
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            return executor.invokeAll(Stream.of(one, other).toList()).stream()
                    .map(Future::resultNow)
                    .map(Page::status)
                    .toList();
        }
    }
}
