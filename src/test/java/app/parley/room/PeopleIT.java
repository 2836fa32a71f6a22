package app.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Who is found while somebody types. */
@OnBothDatabases
class PeopleIT {

    private final ParleyServer server;
    private final String family;
    private Person ada;

    PeopleIT(TestDatabase family) {
        server = ParleyServer.shared(family);
        this.family = "Quist" + Long.toString(System.nanoTime(), 36); // nobody of another test is called so
    }

    @BeforeEach
    void adaAsks() {
        ada = Person.newMember(server.uri(), "Ada");
    }

    @Test
    void membersComeFirstAndThenTheOthers() {
        Person anna = member("Anna");
        Person zoe = member("Zoë");
        long room = ada.createRoom("Kitchen", "open");
        zoe.join(room);

        assertThat(ids(find(room, family))).containsExactly(zoe.id(), anna.id());
        assertThat(find(room, family))
                .extracting(person -> person.path("member").asBoolean())
                .containsExactly(true, false);
        assertThat(ids(find(room, "zoe " + family))).containsExactly(zoe.id());
        assertThat(ids(find(room, "ZOË " + family.substring(0, 6)))).contains(zoe.id());
        assertThat(ids(find(room, "@" + zoe.username()))).containsExactly(zoe.id());
        assertThat(ids(find(room, ""))).containsExactly(zoe.id());
    }

    @Test
    void inARoomThatOthersCannotSeeOnlyMembersAreFound() {
        Person anna = member("Anna");
        Person zoe = member("Zoë");
        long closed = ada.createRoom("Kitchen", "closed");
        ada.post("/rooms/" + closed + "/members", Map.of("username", String.valueOf(zoe.username())))
                .expect(303);
        String direct = ada.post("/direct", Map.of("people", String.valueOf(zoe.username())))
                .location()
                .orElseThrow();

        assertThat(ids(find(closed, family))).containsExactly(zoe.id());
        assertThat(ids(find(Long.parseLong(direct.replace("/rooms/", "")), family)))
                .containsExactly(zoe.id());
        assertThat(ids(people("q=" + family))).containsExactly(anna.id(), zoe.id());
    }

    @Test
    void aRoomThatIsNotTheirsTellsNobodyWhoIsInIt() {
        long open = member("Anna").createRoom("Kitchen", "open");
        long closed = member("Zoë").createRoom("Kitchen", "closed");

        for (long room : List.of(open, closed, 999_999_999L)) {
            assertThat(get("room=" + room + "&q=" + family).status()).isEqualTo(404);
        }
    }

    @Test
    void withoutAWordNobodyIsFoundAndNobodyFindsThemselves() {
        Person anna = member("Anna");

        assertThat(people("")).isEmpty();
        assertThat(people("q=")).isEmpty();
        assertThat(people("q=%20%20")).isEmpty();
        assertThat(anna.get("/people?q=" + family, "application/json").json().path("people"))
                .isEmpty();
    }

    @Test
    void anotherNameIsFoundFromThenOnAndTheOldOneNoMore() {
        Person anna = member("Anna");
        anna.post("/profile", Map.of("name", "Çağla " + family, "bio", "", "theme", "system", "density", "comfortable"))
                .expect(303);

        assertThat(ids(people("q=" + encoded("cagla " + family)))).containsExactly(anna.id());
        assertThat(people("q=" + encoded("anna " + family))).isEmpty();
    }

    @Test
    void atMostEightAreFound() {
        for (int i = 0; i < 10; i++) {
            member("Guest");
        }

        assertThat(people("q=" + family)).hasSize(8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "'; drop table users; --", "\u0000", "😀", "\uD800", "[a-z]*"})
    void wordsAreWordsAndNothingElse(String typed) {
        assertThat(get("q=" + encoded(typed)).expect(200).json().path("people")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "-1", "99999999999999999999"})
    void aRoomThatIsNoneIsNotFound(String room) {
        assertThat(get("q=a&room=" + room).status()).isIn(400, 404);
    }

    private Person member(String name) {
        return Person.newMember(server.uri(), name + " " + family);
    }

    private List<JsonNode> find(long room, String typed) {
        return people("room=" + room + "&q=" + encoded(typed));
    }

    private List<JsonNode> people(String query) {
        return get(query).expect(200).json().path("people").valueStream().toList();
    }

    private Page get(String query) {
        return ada.get("/people?" + query, "application/json");
    }

    private static List<String> ids(List<JsonNode> people) {
        return people.stream().map(person -> person.path("id").asString()).toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
