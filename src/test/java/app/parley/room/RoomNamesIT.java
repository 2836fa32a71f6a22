package app.parley.room;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.api.migration.Context;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rooms are found, in order and paged as people read their names, on both databases alike. */
@OnBothDatabases
class RoomNamesIT {

    private static final Pattern NAME = Pattern.compile("class=\"browse__name\"><a [^>]*>([^<]*)</a>");
    private static final Pattern MORE = Pattern.compile("href=\"(/rooms\\?[^\"]*after=[^\"]*)\"");

    private final ParleyServer server;
    private Person ada;

    /** Beside the name in each room of one test. */
    private String tag;

    RoomNamesIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void somebodyNew() {
        ada = Person.newMember(server.uri(), "Ada");
        tag = UUID.randomUUID().toString().replaceAll("[^a-f]", "x").substring(0, 12);
    }

    @Test
    void aRoomIsFoundByWhatPeopleTypeForItsName() {
        Map<String, List<String>> typed = Map.of(
                "Übersicht", List.of("übersicht", "ÜBERSICHT", "uber", "ueber", "U\u0308ber", "sicht"),
                "Новости", List.of("новости", "НОВО", "вост"),
                "İstanbul Kadıköy", List.of("istanbul", "İST", "ISTANBUL", "kadikoy"),
                "Große Straße", List.of("grosse", "STRASSE", "straße"),
                "Ｗｉｄｅ ２", List.of("wide 2", "ｗｉｄｅ"),
                "Łódź", List.of("lodz", "łódź"),
                "Ørsted", List.of("orsted", "oersted", "ØRST"),
                "مُحَمَّد", List.of("محمد", "محـمد"),
                "שָׁלוֹם", List.of("שלום"),
                "100%_ready!", List.of("100%", "%_r", "ready!"));
        typed.keySet().forEach(name -> ada.createRoom(name + " " + tag, "closed"));

        typed.forEach((name, words) ->
                words.forEach(word -> assertThat(found(word)).as(word).contains(name)));
        assertThat(found("neues")).isEmpty();
        assertThat(found("1%0")).isEmpty();
    }

    @Test
    void listsAreInTheOrderOfTheAlphabetAndOfNumbers() {
        List<String> ordered = List.of(
                "2 first", "10 first", "Apfel", "ärger", "Azur", "Room 2", "room ３", "Room 10", "Room 10 z", "Zebra");
        ordered.reversed().forEach(name -> ada.createRoom(name + " " + tag, "closed"));

        assertThat(found("")).containsExactlyElementsOf(ordered);
        assertThat(ada.get("/rooms/list").body())
                .containsSubsequence(
                        ordered.stream().map(name -> name + " " + tag).toList());
    }

    @Test
    void everyRoomIsOnExactlyOnePageWhoeverRenamesTheLastOneMeanwhile() throws SQLException {
        List<String> names = new ArrayList<>(
                IntStream.rangeClosed(1, 230).mapToObj("Ä… %d"::formatted).toList());
        names.addAll(List.of("Ä… 7", "Ä… 7"));
        insertAsBeforeThereWereKeys(names);

        List<String> seen = new ArrayList<>();
        String next = "/rooms?q=" + tag;
        while (next != null) {
            Page page = ada.get(next).expect(200);
            List<String> shown = names(page);
            assertThat(shown).hasSizeLessThanOrEqualTo(100).isNotEmpty();
            seen.addAll(shown);
            Matcher more = MORE.matcher(page.body());
            next = more.find() ? more.group(1).replace("&amp;", "&") : null;
            rename(shown.getLast() + " " + tag, "0 renamed " + tag);
        }

        assertThat(seen).hasSize(232).containsExactlyInAnyOrderElementsOf(names);
        assertThat(seen.subList(0, 12))
                .containsExactly(
                        "Ä… 1", "Ä… 2", "Ä… 3", "Ä… 4", "Ä… 5", "Ä… 6", "Ä… 7", "Ä… 7", "Ä… 7", "Ä… 8", "Ä… 9",
                        "Ä… 10");
    }

    /** Whatever stands in the cursor, it says nothing of rooms that the reader may not see. */
    @Test
    void aClosedRoomIsNoPlaceToBeginAt() {
        Person bo = Person.newMember(server.uri(), "Bo");
        List.of("Alpha", "Mitte", "Zulu").forEach(name -> ada.createRoom(name + " " + tag, "open"));
        long closed = ada.createRoom("Nachmittag " + tag, "closed");
        long direct = Long.parseLong(ada.post("/direct", Map.of("people", String.valueOf(bo.username())))
                .expect(303)
                .location()
                .orElseThrow()
                .replaceAll("\\D", ""));

        for (long id : new long[] {closed, direct, Long.MAX_VALUE / 10, 0}) {
            assertThat(names(bo.get("/rooms?q=" + tag + "&after=" + id).expect(200)))
                    .as("after " + id)
                    .containsExactly("Alpha", "Mitte", "Zulu");
            assertThat(names(bo.get("/rooms?q=" + tag + "&after=" + id + "-mi").expect(200)))
                    .as("after a place near " + id)
                    .containsExactly("Mitte", "Zulu");
        }
    }

    private List<String> found(String typed) {
        return names(ada.get("/rooms?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .expect(200));
    }

    private List<String> names(Page page) {
        return NAME.matcher(page.body())
                .results()
                .map(MatchResult::group)
                .map(shown -> shown.replaceAll("<[^>]*>|class=\"[^>]*>", ""))
                .filter(name -> name.endsWith(tag))
                .map(name -> name.substring(0, name.length() - tag.length() - 1))
                .toList();
    }

    /** Rooms of an earlier release, which then get their keys twice: the migration can be repeated. */
    private void insertAsBeforeThereWereKeys(List<String> names) throws SQLException {
        try (Connection connection = server.database().connect()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert = connection.prepareStatement("""
                    insert into room (name, description, kind, last_seq, last_change, member_count, created_at, created_by)
                    values (?, '', 'CLOSED', 0, 0, 1, 1, ?)""")) {
                for (String name : names) {
                    insert.setString(1, name + " " + tag);
                    insert.setLong(2, Long.parseLong(ada.id()));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("""
                        insert into membership (room_id, user_id, role, involvement, favourite, last_read_seq, joined_at)
                        select id, created_by, 'OWNER', 'MENTIONS', false, 0, 1 from room where name like '%""" + tag + "'");
            }
            new RoomNameKeyMigration().migrate(context(connection));
            new RoomNameKeyMigration().migrate(context(connection));
            connection.commit();
        }
    }

    private void rename(String from, String to) throws SQLException {
        try (Connection connection = server.database().connect();
                Statement statement = connection.createStatement()) {
            RoomKeys keys = RoomKeys.of(to, "");
            statement.executeUpdate(
                    "update room set name = '%s', order_key = '%s', search_text = '%s' where name = '%s'"
                            .formatted(to, keys.order(), keys.search(), from));
        }
    }

    private static Context context(Connection connection) {
        return new Context() {
            @Override
            public Configuration getConfiguration() {
                throw new UnsupportedOperationException();
            }

            @Override
            public Connection getConnection() {
                return connection;
            }
        };
    }
}
