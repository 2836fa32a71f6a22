package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.AccountTest;
import app.parley.testing.Page;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.StompFrame;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.messaging.simp.annotation.support.SimpAnnotationMethodMessageHandler;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * The authorisation table: every route and destination, and what each kind of person gets. A new one without a row fails.
 *
 * <p>Each cell has a closed room of its own, with two messages: the first by the member, the second by the owner.
 */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "PARLEY_ADMIN_USERNAME=ada",
            "PARLEY_ADMIN_PASSWORD=" + Person.PASSWORD,
            "parley.limits.enabled=false",
            "spring.mail.host=127.0.0.1",
            "parley.address=http://127.0.0.1"
        })
@ContextConfiguration(initializers = AccountTest.OnItsOwnDatabase.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuthorisationIT {

    private static final String AS_BROWSERS_DO = "text/html, */*;q=0.8";

    private static final List<String> CAST =
            List.of("owner", "moderator", "member", "former member", "stranger", "administrator", "visitor");

    /** 302 leads a visitor to the sign-in page; a stranger cannot tell a room that is closed from one that is not there. */
    private static final String ROUTES = """
            GET  /                                    | 303 303 303 303 303 303 302
            GET  /rooms                               | 200 200 200 200 200 200 302
            GET  /rooms/new                           | 200 200 200 200 200 200 302
            GET  /rooms/list                          | 200 200 200 200 200 200 302
            GET  /rooms/list?room={room}              | 200 200 200 200 200 200 302
            POST /rooms                               | 303 303 303 303 303 303 302 | name=Another room&kind=open
            GET  /rooms/{room}                        | 200 200 200 404 404 404 302
            POST /rooms/{room}                        | 303 404 404 404 404 404 302 | name=Renamed&kind=closed
            GET  /rooms/{room}/settings               | 200 200 200 404 404 404 302
            POST /rooms/{room}/membership             | 303 303 303 404 404 404 302
            POST /rooms/{room}/membership/delete      | 422 303 303 404 404 404 302
            POST /rooms/{room}/involvement            | 303 303 303 404 404 404 302 | involvement=everything
            POST /rooms/{room}/favourite              | 303 303 303 404 404 404 302
            POST /rooms/{room}/favourite/delete       | 303 303 303 404 404 404 302
            POST /rooms/{room}/read                   | 303 303 303 404 404 404 302 | seq=1
            GET  /rooms/{room}/members                | 200 200 200 404 404 404 302
            POST /rooms/{room}/members                | 303 303 404 404 404 404 302 | username={newcomer}
            POST /rooms/{room}/members/{user}         | 303 404 404 404 404 404 302 | role=moderator
            POST /rooms/{room}/members/{user}/delete  | 303 303 404 404 404 404 302
            POST /rooms/{room}/archive                | 303 404 404 404 404 404 302
            POST /rooms/{room}/archive/delete         | 303 404 404 404 404 404 302
            GET  /rooms/{room}/messages               | 200 200 200 404 404 404 302
            POST /rooms/{room}/messages               | 303 303 303 404 404 404 302 | body=hello&clientId={uuid}
            GET  /rooms/{room}/messages/{seq}         | 200 200 200 404 404 404 302
            POST /rooms/{room}/messages/{seq}         | 404 404 303 404 404 404 302 | body=changed
            POST /rooms/{room}/messages/{seq}/delete  | 303 303 303 404 404 404 302
            GET  /rooms/{room}/messages/{seq}/unread  | 200 200 200 404 404 404 302
            POST /rooms/{room}/messages/{seq}/unread  | 204 204 204 404 404 404 302
            GET  /rooms/{room}/messages/{seq}/readers | 404 404 200 404 404 404 302
            GET  /rooms/{room}/reads                  | 200 200 200 404 404 404 302
            POST /rooms/{room}/draft                  | 204 204 204 404 404 404 302 | body=hello
            GET  /direct                              | 200 200 200 200 200 200 302
            POST /direct                              | 303 303 303 303 303 303 302 | people={newcomer}
            GET  /direct/{username}                   | 200 200 200 200 200 200 302
            POST /direct/{username}                   | 303 303 303 303 303 303 302 | body=hello&clientId={uuid}
            GET  /people                              | 200 200 200 200 200 200 302
            GET  /users/{id}                          | 200 200 200 200 200 200 302
            POST /users/{id}/block                    | 404 303 303 303 303 303 302
            POST /users/{id}/block/delete             | 404 303 303 303 303 303 302
            GET  /profile                             | 200 200 200 200 200 200 302
            POST /profile                             | 303 303 303 303 303 303 302 | name=Same&bio=&theme=dark&density=compact
            POST /profile/picture                     | 303 303 303 303 303 303 302
            POST /profile/picture/delete              | 303 303 303 303 303 303 302
            GET  /users/{id}/picture/{version}        | 404 404 404 404 404 404 302
            POST /profile/password                    | 422 422 422 422 422 422 302
            GET  /notifications                       | 200 200 200 200 200 200 302
            GET  /notifications/quiet                 | 200 200 200 200 200 200 302
            POST /notifications/quiet                 | 303 303 303 303 303 303 302 | from=22:00&to=07:00
            POST /notifications/quiet/delete          | 303 303 303 303 303 303 302
            POST /notifications/do-not-disturb        | 303 303 303 303 303 303 302 | for=hour
            POST /notifications/do-not-disturb/delete | 303 303 303 303 303 303 302
            POST /notifications/push                  | 204 204 204 204 204 204 401 | {SUBSCRIPTION}
            POST /notifications/push/delete           | 204 204 204 204 204 204 401 | {SUBSCRIPTION}
            POST /notifications/mail                  | 303 303 303 303 303 303 302 | address=nowhere
            POST /notifications/mail/delete           | 303 303 303 303 303 303 302
            POST /notifications/mail/wanted           | 303 303 303 303 303 303 302 | on=true
            GET  /notifications/mail/confirm/{code}   | 404 404 404 404 404 404 302
            POST /notifications/mail/confirm/{code}   | 404 404 404 404 404 404 302
            GET  /unsubscribe/{key}                   | 404 404 404 404 404 404 404
            POST /unsubscribe/{key}                   | 404 404 404 404 404 404 404
            GET  /admin/sign-up                       | 404 404 404 404 404 200 302
            POST /admin/sign-up                       | 404 404 404 404 404 303 302 | mode=open
            POST /admin/sign-up/link                  | 404 404 404 404 404 200 302
            GET  /admin/receipts                      | 404 404 404 404 404 200 302
            POST /admin/receipts                      | 404 404 404 404 404 303 302 | on=true
            GET  /login                               | 303 303 303 303 303 303 200
            GET  /signup                              | 303 303 303 303 303 303 200
            POST /signup                              | 422 422 422 422 422 422 422
            GET  /join/{code}                         | 303 303 303 303 303 303 404
            POST /join/{code}                         | 404 404 404 404 404 404 404
            POST /login                               | 422 422 422 422 422 422 422
            GET  /setup                               | 404 404 404 404 404 404 404
            POST /setup                               | 404 404 404 404 404 404 404
            GET  /up                                  | 200 200 200 200 200 200 200
            """.replace("{SUBSCRIPTION}", """
                    {"endpoint": "https://push.example.org/{uuid}", "keys": {"p256dh": \
                    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4", \
                    "auth": "BTBZMqHH6r4Tts7J_aSIgg"}}""");

    private static final String DESTINATIONS = """
            SUBSCRIBE /topic/rooms.{room}                       | yes yes yes no no no
            SUBSCRIBE /topic/rooms.{room}.typing                | yes yes yes no no no
            SUBSCRIBE /topic/rooms.{room}.reads                 | yes yes yes no no no
            SUBSCRIBE /topic/rooms.{room}.presence              | yes yes yes no no no
            SUBSCRIBE /user/queue/acks                          | yes yes yes yes yes yes
            SUBSCRIBE /user/queue/rooms                         | yes yes yes yes yes yes
            SEND      /app/rooms/{room}/messages                | yes yes yes no no no | {"clientId": "{uuid}", "body": "hello"}
            SEND      /app/rooms/{room}/messages/{seq}/edit     | no no yes no no no  | {"body": "changed"}
            SEND      /app/rooms/{room}/messages/{seq}/delete   | yes yes yes no no no | {}
            SEND      /app/rooms/{room}/read                    | yes yes yes no no no | {"seq": 1}
            SEND      /app/rooms/{room}/typing                  | yes yes yes no no no | {"on": true}
            SEND      /app/presence                             | yes yes yes yes yes yes | {"state": "active"}
            """;

    /**
     * What the handlers take besides the address, and what each of it may be: {@code text} and {@code word} name nothing that is
     * stored, {@code seq} is a place in the log of the room of the address, {@code username} and {@code endpoint} are found by
     * whoever knows them, and the rest names something that not everybody may see.
     */
    private static final String FIELDS = """
            GET  /                                    | cookie:parley-room=room
            GET  /rooms                               | q=text after=place
            POST /rooms                               | name=text description=text kind=word many=word posting=word members=username
            POST /rooms/{room}                        | name=text description=text kind=word many=word posting=word members=username
            POST /rooms/{room}/involvement            | involvement=word
            POST /rooms/{room}/read                   | seq=seq
            POST /rooms/{room}/members                | username=username
            POST /rooms/{room}/members/{user}         | role=word
            GET  /rooms/{room}/messages               | before=seq after=seq around=seq changed=seq
            POST /rooms/{room}/messages               | clientId=text body=text replyTo=seq
            POST /rooms/{room}/messages/{seq}         | body=text
            POST /rooms/{room}/draft                  | body=text
            POST /direct                              | people=username
            POST /direct/{username}                   | clientId=text body=text
            GET  /people                              | q=text room=room
            GET  /rooms/list                          | room=room
            POST /profile                             | name=text bio=text status=text theme=word density=word language=word timeZone=word showsTyping=word showsReads=word
            POST /profile/password                    | current=text password=text
            POST /profile/picture                     | picture=file
            POST /notifications/quiet                 | from=word to=word zone=word
            POST /notifications/do-not-disturb        | for=word zone=word
            POST /notifications/mail                  | address=text
            POST /notifications/mail/wanted           | on=word
            POST /admin/sign-up                       | mode=word
            POST /admin/receipts                      | on=word
            POST /login                               | username=username password=text remember-me=word
            POST /signup                              | name=text username=username password=text
            POST /join/{code}                         | name=text username=username password=text
            POST /setup                               | name=text username=username password=text
            SEND /app/rooms/{room}/messages           | clientId=text body=text replyTo=seq attachments=upload
            SEND /app/rooms/{room}/messages/{seq}/edit | body=text
            SEND /app/rooms/{room}/read               | seq=seq
            SEND /app/rooms/{room}/typing             | on=word
            SEND /app/presence                        | state=word
            """;

    @LocalServerPort
    private int port;

    private final Map<String, Person> people = new LinkedHashMap<>();

    @BeforeAll
    void invite() {
        URI server = URI.create("http://127.0.0.1:" + port);
        people.put("owner", Person.newMember(server, "Olga"));
        people.put("moderator", Person.newMember(server, "Mo"));
        people.put("member", Person.newMember(server, "Mei"));
        people.put("former member", Person.newMember(server, "Femi"));
        people.put("stranger", Person.newMember(server, "Sam"));
        people.put("administrator", Person.visiting(server).signIn("ada", Person.PASSWORD));
        people.put("visitor", Person.visiting(server));
        people.put("newcomer", Person.newMember(server, "Nia"));
        people.put("loner", Person.newMember(server, "Lou"));
    }

    static Stream<String> routes() {
        return ROUTES.lines();
    }

    static Stream<String> destinations() {
        return DESTINATIONS.lines();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everybodyGetsFromARouteWhatTheTableSays(String row) {
        List<String> cells = cells(row);
        List<String> route = words(cells.get(0));
        Map<String, String> expected = answers(cells.get(1));

        Map<String, String> got = new LinkedHashMap<>();
        expected.keySet().forEach(who -> {
            Function<String, String> inRoom = inPlaceOfItsOwn(row);
            String path = inRoom.apply(route.get(1));
            Page answer = route.get(0).equals("GET")
                    ? people.get(who).get(path, AS_BROWSERS_DO)
                    : send(people.get(who), path, cells, inRoom);
            got.put(who, Integer.toString(answer.status()));
        });

        assertThat(got).as(cells.get(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("destinations")
    void everybodyReachesTheDestinationsThatTheTableAllows(String row) {
        List<String> cells = cells(row);
        List<String> frame = words(cells.get(0));
        Map<String, String> expected = answers(cells.get(1));

        Map<String, String> got = new LinkedHashMap<>();
        expected.keySet().forEach(who -> {
            Function<String, String> inRoom = inPlaceOfItsOwn(row);
            String payload = cells.size() > 2 ? inRoom.apply(cells.get(2)) : "";
            boolean allowed = isAllowed(people.get(who), frame.get(0), inRoom.apply(frame.get(1)), payload);
            got.put(who, allowed ? "yes" : "no");
        });

        assertThat(got).as(cells.get(0)).isEqualTo(expected);
    }

    /** Neither what nobody typed nor the first of two values comes to mean something. */
    @ParameterizedTest
    @MethodSource("forms")
    void aFormWithoutItsFieldsOrWithTwoOfThemChangesNothing(String row, @Autowired JdbcClient jdbc) {
        List<String> cells = cells(row);
        String who = answers(cells.get(1)).entrySet().stream()
                .filter(answer ->
                        answer.getValue().startsWith("20") || answer.getValue().equals("303"))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("owner");
        Function<String, String> inRoom = inPlaceOfItsOwn(row);
        String path = inRoom.apply(words(cells.get(0)).get(1));
        String whole = inRoom.apply(cells.get(2));
        List<String> fields = List.of(whole.split("&"));
        Map<String, String> bodies = new LinkedHashMap<>();
        bodies.put("none", "");
        bodies.put(
                "empty",
                fields.stream().map(field -> field.replaceFirst("=.*", "=")).collect(Collectors.joining("&")));
        fields.forEach(field -> bodies.put("twice " + field, whole + "&" + field.replaceFirst("=.*", "=other")));
        bodies.put("unknown", "unknown=1");

        Map<String, List<Map<String, Object>>> before = settled(jdbc);
        Map<String, Integer> got = new LinkedHashMap<>();
        bodies.forEach((kind, body) -> {
            boolean means = kind.equals("empty") && path.endsWith("/draft");
            if (!means) {
                got.put(kind, sendBody(people.get(who), path, body).status());
            }
        });

        boolean leadsBack = path.equals("/notifications/quiet") || path.equals("/notifications/mail");
        assertThat(got)
                .allSatisfy((_, status) -> assertThat(status)
                        .satisfiesAnyOf(
                                refused -> assertThat(refused).isBetween(400, 499),
                                back -> assertThat(leadsBack && back == 303).isTrue()));
        assertThat(everything(jdbc)).as(path).isEqualTo(before);
    }

    static Stream<String> forms() {
        return ROUTES.lines()
                .filter(row -> cells(row).size() > 2 && !cells(row).get(2).startsWith("{"));
    }

    @Test
    void everyRouteHasARow(@Autowired RequestMappingHandlerMapping requestMappingHandlerMapping) {
        Set<String> mapped = requestMappingHandlerMapping.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getPatternValues().stream()
                        .flatMap(pattern -> mapping.getMethodsCondition().getMethods().stream()
                                .map(method -> method + " " + placeholders(pattern))))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows(ROUTES)).containsAll(mapped);
    }

    @Test
    void everyParameterAndFieldHasARow(
            @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping,
            @Autowired SimpAnnotationMethodMessageHandler handler) {
        var taken = new TreeMap<String, Set<String>>();
        requestMappingHandlerMapping
                .getHandlerMethods()
                .forEach((mapping, method) -> mapping.getPatternValues()
                        .forEach(pattern -> mapping.getMethodsCondition()
                                .getMethods()
                                .forEach(verb -> Fields.of(method)
                                        .forEach(field -> taken.computeIfAbsent(
                                                        verb + " " + placeholders(pattern), _ -> new TreeSet<>())
                                                .add(field)))));
        handler.getHandlerMethods()
                .forEach((mapping, method) -> mapping.getDestinationConditions()
                        .getPatterns()
                        .forEach(pattern -> Fields.of(method)
                                .forEach(field -> taken.computeIfAbsent("SEND /app" + pattern, _ -> new TreeSet<>())
                                        .add(field))));

        var known = new TreeMap<String, Set<String>>();
        FIELDS.lines()
                .forEach(row -> known.put(
                        String.join(" ", words(cells(row).get(0))),
                        words(cells(row).get(1)).stream()
                                .map(field -> field.replaceFirst("=.*", ""))
                                .collect(Collectors.toCollection(TreeSet::new))));
        assertThat(known).isEqualTo(taken);
    }

    /** Verbs that make no row, or one that there is once for a person, a place or the site; and those with limits of their own. */
    private static final String UNLIMITED = """
            POST /rooms/{room}                        | no row
            POST /rooms/{room}/membership/delete      | no row
            POST /rooms/{room}/involvement            | no row
            POST /rooms/{room}/favourite              | no row
            POST /rooms/{room}/favourite/delete       | no row
            POST /rooms/{room}/read                   | no row
            POST /rooms/{room}/members/{user}         | no row
            POST /rooms/{room}/members/{user}/delete  | no row
            POST /rooms/{room}/archive                | no row
            POST /rooms/{room}/archive/delete         | no row
            POST /rooms/{room}/messages               | parley.limits.messages
            POST /rooms/{room}/messages/{seq}         | parley.limits.messages
            POST /rooms/{room}/messages/{seq}/delete  | parley.limits.messages
            POST /rooms/{room}/messages/{seq}/unread  | no row
            POST /users/{id}/block/delete             | no row
            POST /profile                             | no row: keys of one person
            POST /profile/picture                     | parley.limits.pictures
            POST /profile/picture/delete              | no row
            POST /profile/password                    | wrong passwords are counted
            POST /notifications/quiet                 | a row for each person
            POST /notifications/quiet/delete          | no row
            POST /notifications/do-not-disturb        | no row
            POST /notifications/do-not-disturb/delete | no row
            POST /notifications/push                  | parley.limits.push
            POST /notifications/push/delete           | no row
            POST /notifications/mail                  | parley.limits.mail
            POST /notifications/mail/delete           | no row
            POST /notifications/mail/wanted           | no row
            POST /notifications/mail/confirm/{code}   | no row
            POST /unsubscribe/{key}                   | no row
            POST /admin/sign-up                       | a row for the site
            POST /admin/sign-up/link                  | a row for the site
            POST /admin/receipts                      | a row for the site
            POST /signup                              | parley.limits.sign-ups
            POST /join/{code}                         | parley.limits.sign-ups
            POST /login                               | wrong passwords are counted
            POST /setup                               | once
            SEND /app/rooms/{room}/messages           | parley.limits.messages
            SEND /app/rooms/{room}/messages/{seq}/edit   | parley.limits.messages
            SEND /app/rooms/{room}/messages/{seq}/delete | parley.limits.messages
            SEND /app/rooms/{room}/read               | no row
            SEND /app/rooms/{room}/typing             | no row
            SEND /app/presence                        | no row
            """;

    @Test
    void everyVerbThatMayMakeARowHasALimit(
            @Autowired RequestMappingHandlerMapping requestMappingHandlerMapping,
            @Autowired SimpAnnotationMethodMessageHandler handler) {
        var without = new TreeSet<String>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            if (!method.hasMethodAnnotation(Limited.class)) {
                mapping.getPatternValues()
                        .forEach(pattern -> mapping.getMethodsCondition().getMethods().stream()
                                .filter(verb -> verb != RequestMethod.GET)
                                .forEach(verb -> without.add(verb + " " + placeholders(pattern))));
            }
        });
        handler.getHandlerMethods()
                .keySet()
                .forEach(mapping -> mapping.getDestinationConditions()
                        .getPatterns()
                        .forEach(pattern -> without.add("SEND /app" + pattern)));

        assertThat(without).isEqualTo(rows(UNLIMITED));
    }

    /** Whoever asks by what is not theirs to see gets what they would get if it were not there: words, count and order. */
    @ParameterizedTest
    @MethodSource("references")
    void whatIsHiddenIsAsIfItWereNotThere(String path, String hidden, String absent) {
        long room = roomWithTwoMessages();
        for (String who : List.of("stranger", "former member", "administrator")) {
            Function<String, String> asked = value -> {
                Page answer = people.get(who).get(path.replace("{?}", value), AS_BROWSERS_DO);
                return answer.status()
                        + answer.body()
                                .replaceAll("(?s)<svg.*?</svg>|<link rel=.icon.*?>", "") // with numbers of all kinds
                                .replaceAll("[\\w+/-]{18,}={0,2}", "…")
                                .replace(value, "…");
            };
            assertThat(asked.apply(hidden.replace("{room}", Long.toString(room))))
                    .as(who)
                    .isEqualTo(asked.apply(absent));
        }
    }

    static Stream<Arguments> references() {
        return Stream.of(
                Arguments.of("/rooms?after={?}", "{room}", "999999999"),
                Arguments.of("/rooms?after={?}-closed", "{room}", "999999999"),
                Arguments.of("/people?q=&room={?}", "{room}", "999999999"),
                Arguments.of("/people?q=m&room={?}", "{room}", "999999999"),
                Arguments.of("/rooms/{?}/messages?around=1", "{room}", "999999999"),
                Arguments.of("/rooms/{?}/messages?changed=0", "{room}", "999999999"),
                Arguments.of("/rooms/{?}/messages/1/readers", "{room}", "999999999"),
                Arguments.of("/rooms/{?}/reads", "{room}", "999999999"));
    }

    /**
     * Not a row, not a column, except of web sessions: the time of the last visit, which is noted every ten minutes at most, and
     * the notice that the page before left for the next one.
     */
    @ParameterizedTest
    @MethodSource("reads")
    void aSafeMethodWritesNothing(String row, @Autowired JdbcClient jdbc) {
        String path = inPlaceOfItsOwn(row).apply(words(cells(row).get(0)).get(1));
        Map<String, List<Map<String, Object>>> before = settled(jdbc);

        for (String who : List.of("member", "administrator", "visitor")) {
            people.get(who).get(path, AS_BROWSERS_DO);
            people.get(who).get(path, "application/json");
        }

        assertThat(everything(jdbc)).as(path).isEqualTo(before);
    }

    /** All there is, when what was begun before is done. */
    private static Map<String, List<Map<String, Object>>> settled(JdbcClient jdbc) {
        var before = new AtomicReference<>(everything(jdbc));
        Awaitility.await("what was begun before is done").until(() -> {
            Map<String, List<Map<String, Object>>> now = everything(jdbc);
            return before.getAndSet(now).equals(now);
        });
        return before.get();
    }

    static Stream<String> reads() {
        return routes().filter(row -> row.startsWith("GET"));
    }

    private static Map<String, List<Map<String, Object>>> everything(JdbcClient jdbc) {
        return tables(jdbc).stream()
                .filter(table -> !table.equals("notification_cursor")) // follows the logs in its own time
                .collect(Collectors.toMap(
                        table -> table,
                        table -> jdbc.sql("select * from " + table).query().listOfRows().stream()
                                .map(AuthorisationIT::comparable)
                                .toList()));
    }

    private static List<String> tables(JdbcClient jdbc) {
        try {
            return jdbc.sql("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
                    .query(String.class)
                    .list();
        } catch (DataAccessException _) {
            return jdbc.sql("select table_name from information_schema.tables where table_schema = database()")
                    .query(String.class)
                    .list();
        }
    }

    private static Map<String, Object> comparable(Map<String, Object> row) {
        var columns = new TreeMap<String, Object>();
        row.forEach((name, value) ->
                columns.put(name, value instanceof byte[] bytes ? Arrays.toString(bytes) : "" + value));
        if (columns.containsKey("last_access_at")) {
            List.of("last_access_at", "expires_at", "attributes").forEach(columns::remove);
        }
        return columns;
    }

    @Test
    void everyDestinationHasARow(@Autowired SimpAnnotationMethodMessageHandler handler) {
        Set<String> mapped = handler.getHandlerMethods().keySet().stream()
                .flatMap(mapping -> mapping.getDestinationConditions().getPatterns().stream())
                .map(pattern -> "SEND /app" + pattern)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(rows(DESTINATIONS)).containsAll(mapped);
    }

    private static Page sendBody(Person person, String path, String body) {
        String token = person.csrfToken();
        return person.exchange(person.request(path)
                .header("Accept", "text/html")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(person.csrfHeader(), token)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Page send(Person person, String path, List<String> cells, Function<String, String> inRoom) {
        return cells.size() > 2 && cells.get(2).startsWith("{")
                ? person.sendJson(path, inRoom.apply(cells.get(2)))
                : person.send(path, fields(cells, inRoom), "text/html");
    }

    /** Fills in a row's placeholders, with a new room if it needs one. */
    private Function<String, String> inPlaceOfItsOwn(String row) {
        String room = row.contains("{room}") ? Long.toString(roomWithTwoMessages()) : "";
        return text -> text.replace("{room}", room)
                .replace("{seq}", "1")
                .replace("{user}", people.get("member").id())
                .replace("{id}", people.get("owner").id())
                .replace("{code}", "a-code-that-nobody-made")
                .replace("{version}", "0123456789abcdef")
                .replace("{key}", "a-key-that-nobody-has")
                .replace("{newcomer}", username("newcomer"))
                .replace("{username}", username("loner"))
                .replace("{uuid}", UUID.randomUUID().toString());
    }

    private long roomWithTwoMessages() {
        Person owner = people.get("owner");
        long room = owner.createRoom("Closed", "closed");
        bringIn(room, "moderator");
        owner.appoint(room, people.get("moderator"), "moderator").expect(303);
        bringIn(room, "member");
        bringIn(room, "former member");
        people.get("member").post(room, "first");
        owner.post(room, "second");
        people.get("former member").leave(room);
        return room;
    }

    private void bringIn(long room, String who) {
        people.get("owner")
                .post("/rooms/" + room + "/members", Map.of("username", username(who)))
                .expect(303);
    }

    private String username(String who) {
        return String.valueOf(people.get(who).username());
    }

    /** Errors arrive in the order of the frames, so the refusal of a destination that nobody may reach marks the end. */
    private static boolean isAllowed(Person person, String command, String destination, String payload) {
        try (StompConnection connection = StompConnection.open(person)) {
            connection.subscribe("/user/queue/errors");
            if (command.equals("SEND") && destination.endsWith("/messages")) { // answered when it is committed, or not
                connection.subscribe("/user/queue/acks");
                connection.send(new StompFrame("SEND", Map.of("destination", destination), payload));
                return connection
                        .await("/user/queue/acks", _ -> true)
                        .path("status")
                        .asString()
                        .equals("stored");
            } else if (command.equals("SEND")) {
                connection.send(new StompFrame("SEND", Map.of("destination", destination), payload));
            } else {
                connection.subscribe(destination);
            }
            connection.subscribe("/topic/nobody");
            connection.await(
                    "/user/queue/errors",
                    error -> error.path("destination").asString().equals("/topic/nobody"));
            return connection.received("/user/queue/errors").stream()
                    .noneMatch(
                            error -> error.json().path("destination").asString().equals(destination));
        }
    }

    private static Map<String, String> fields(List<String> cells, Function<String, String> inRoom) {
        return cells.size() < 3
                ? Map.of()
                : Arrays.stream(inRoom.apply(cells.get(2)).split("&"))
                        .map(field -> field.split("=", 2))
                        .collect(Collectors.toMap(field -> field[0], field -> field[1]));
    }

    private static Map<String, String> answers(String cell) {
        var answers = new LinkedHashMap<String, String>();
        List<String> words = words(cell);
        for (int i = 0; i < words.size(); i++) {
            answers.put(CAST.get(i), words.get(i));
        }
        return answers;
    }

    private static Set<String> rows(String table) {
        return table.lines()
                .map(row -> String.join(" ", words(cells(row).get(0))))
                .collect(Collectors.toSet());
    }

    private static String placeholders(String pattern) {
        return pattern.replaceAll("\\{(\\w+):.*}", "{$1}").replaceFirst("^/rooms/\\{id}", "/rooms/{room}");
    }

    private static List<String> cells(String row) {
        return Arrays.stream(row.split("\\|")).map(String::strip).toList();
    }

    private static List<String> words(String cell) {
        return List.of(cell.strip().split("\\s+"));
    }
}
