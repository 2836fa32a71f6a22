package app.parley.notification.mail;

import static java.time.format.DateTimeFormatter.ISO_LOCAL_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.account.AccountTest;
import app.parley.account.MovableClock;
import app.parley.testing.Page;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.text.Language;
import app.parley.text.Sentence;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Mei is away, and has an address; a mail server that the test runs takes the letters. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "PARLEY_ADMIN_USERNAME=ada",
            "PARLEY_ADMIN_PASSWORD=" + Person.PASSWORD,
            "parley.limits.enabled=false",
            "parley.address=https://chat.example.org/",
            "parley.mail.round=100ms"
        })
@ContextConfiguration(initializers = AccountTest.OnItsOwnDatabase.class)
@Import(MovableClock.class)
class MailIT {

    private static final MailServer MAIL = new MailServer();
    private static final Pattern CODE =
            Pattern.compile("https://chat\\.example\\.org(/notifications/mail/confirm/\\S+)");
    private static final Pattern KEY = Pattern.compile("https://chat\\.example\\.org(/unsubscribe/[\\w-]+)");
    private static final String OPEN_ITEMS =
            "select count(*) from mail_item where user_id = ? and first_seq <= last_seq";
    private static final Duration LONG = Duration.ofMinutes(3);

    @Autowired
    private MovableClock clock;

    @Autowired
    private JdbcClient jdbc;

    @LocalServerPort
    private int port;

    private Person mei;
    private Person bo;
    private Person nia;
    private String address;
    private String nias;
    private int niasLetters;
    private long withNia;
    private long direct;
    private long room;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry registry) {
        registry.add("spring.mail.host", () -> "127.0.0.1");
        registry.add("spring.mail.port", MAIL::port);
    }

    @BeforeEach
    void arrive() {
        mei = Person.newMember(server(), "Mei");
        bo = Person.newMember(server(), "Bo");
        room = bo.createRoom("Küche", "open");
        mei.join(room);
        direct = bo.directRoomWith(mei);
        nia = Person.newMember(server(), "Nia");
        withNia = bo.directRoomWith(nia);
        nias = reachable(nia);
        address = reachable(mei);
    }

    @Test
    void whatSomebodyMissedComesInOneLetterTwoMinutesLater() throws Exception {
        bo.post(direct, "soup?");
        bo.post(direct, "with <b>bread</b>?");
        bo.post(room, "nobody is called here");
        bo.post(room, "**@" + mei.username() + "** the [pot](https://example.org) is hot");
        marker();
        assertThat(MAIL.lettersTo(address)).as("at once").isEmpty();

        later();

        MimeMessage letter = awaitLetters(1).getFirst();
        assertThat(letter.getSubject()).isEqualTo("You missed 3 messages");
        assertThat(letter.getFrom()[0]).hasToString("Parley <parley@chat.example.org>");
        assertThat(letter.getMessageID()).matches("<[0-9a-f-]{36}@chat\\.example\\.org>");
        assertThat(letter.getHeader("References")).containsExactly("<rooms@chat.example.org>");
        assertThat(letter.getHeader("In-Reply-To")).containsExactly("<rooms@chat.example.org>");
        assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        String text = MailServer.texts(letter).getFirst();
        assertThat(text)
                .contains(
                        "Hello \u2068Mei\u2069,", "Bo: soup?", "with <b>bread</b>?", "Küche", "Bo: @Mei the pot is hot")
                .contains("https://chat.example.org/rooms/" + room + "/messages/2")
                .doesNotContain("nobody is called");
        String html = MailServer.texts(letter).getLast();
        assertThat(html)
                .contains("with &lt;b&gt;bread&lt;/b&gt;?", "href=\"https://chat.example.org/rooms/" + direct)
                .doesNotContain("<b>bread");

        later();
        marker();
        later();
        awaitMarker();
        assertThat(MAIL.lettersTo(address)).as("once").hasSize(1);
    }

    @Test
    void inQuietHoursALetterWaits() {
        LocalTime now = LocalTime.now(clock);
        mei.post(
                        "/notifications/quiet",
                        Map.of(
                                "from", now.minusHours(1).format(ISO_LOCAL_TIME),
                                "to", now.plusMinutes(30).format(ISO_LOCAL_TIME)))
                .expect(303);
        bo.post(direct, "soup?");
        marker();
        later();
        awaitLetters(nias, niasLetters + 1);
        assertThat(MAIL.lettersTo(address)).isEmpty();

        clock.forward(Duration.ofMinutes(30));

        awaitLetters(1);
    }

    @Test
    void aLetterDoesNotDisturbAndComesSoonAfterTheEndWasBroughtForward() {
        mei.post("/notifications/do-not-disturb", Map.of("for", "until-tomorrow"))
                .expect(303);
        bo.post(direct, "soup?");
        marker();
        later();
        awaitLetters(nias, niasLetters + 1);
        clock.forward(Duration.ofMinutes(15));
        marker();
        later();
        awaitLetters(nias, niasLetters + 1);
        assertThat(MAIL.lettersTo(address)).isEmpty();

        mei.post("/notifications/do-not-disturb/delete", Map.of()).expect(303);
        clock.forward(Duration.ofMinutes(15));

        awaitLetters(1);
    }

    /** Bo has the conversation with Mei open. */
    @Test
    void othersHearWhenSomebodyMayBeDisturbedAgain() {
        String topic = "/topic/rooms." + direct;
        try (StompConnection bos = StompConnection.open(bo)) {
            bos.subscribe("/user/queue/errors");
            bos.subscribe(topic);
            bos.settle();
            mei.post("/notifications/do-not-disturb", Map.of("for", "hour")).expect(303);
            bos.awaitCount(topic, 1);

            clock.forward(Duration.ofMinutes(59));
            marker();
            later(); // three minutes
            bos.awaitCount(topic, 2);
        }
        assertThat(bo.get("/rooms/" + direct).body()).doesNotContain("Do not disturb");
    }

    @Test
    void whoeverIsCalledByTheSameMessageGetsALetterOfTheirOwn() {
        nia.join(room);
        bo.post(room, "@all soup");
        later();

        awaitLetters(1);
        awaitLetters(nias, 1);
    }

    @Test
    void oneMessageNamesItsAuthorAndRoomInTheSubject() throws Exception {
        bo.post(room, "@" + mei.username() + " soup");
        later();

        assertThat(awaitLetters(1).getFirst().getSubject()).isEqualTo("Bo wrote to you in Küche");
    }

    @Test
    void aLetterIsInTheLanguageOfItsReader() throws Exception {
        mei.submit("/profile", "/profile", Map.of("language", "ar")).expect(303);
        bo.post(direct, "soup?");
        later();

        MimeMessage letter = awaitLetters(1).getFirst();
        assertThat(letter.getSubject()).isEqualTo(arabic("notification.letter.subject-direct", "Bo"));
        assertThat(MailServer.texts(letter).getFirst())
                .contains(arabic("notification.letter.hello", "Mei"), arabic("notification.letter.unsubscribe"));
        assertThat(MailServer.texts(letter).getLast())
                .contains("<html lang=\"ar\" dir=\"rtl\">", "border-right", arabic("notification.letter.begin"));
    }

    private static String arabic(String key, Object... arguments) {
        return Sentence.of(key, arguments).in(Language.ARABIC.locale());
    }

    /** What happens after it was noted that Mei missed something, and before the letter. */
    enum Meanwhile {
        SHE_READS_IT {
            @Override
            void happen(MailIT scene) {
                scene.mei
                        .post("/rooms/" + scene.room + "/read", Map.of("seq", "1"))
                        .expect(303);
            }
        },
        IT_IS_DELETED {
            @Override
            void happen(MailIT scene) {
                scene.bo
                        .post("/rooms/" + scene.room + "/messages/1/delete", Map.of())
                        .expect(303);
            }
        },
        SHE_LEAVES {
            @Override
            void happen(MailIT scene) {
                scene.mei.leave(scene.room);
            }
        },
        SHE_IS_REMOVED {
            @Override
            void happen(MailIT scene) {
                scene.bo
                        .post("/rooms/" + scene.room + "/members/" + scene.mei.id() + "/delete", Map.of())
                        .expect(303);
            }
        },
        SHE_MUTES_THE_ROOM {
            @Override
            void happen(MailIT scene) {
                scene.mei
                        .post("/rooms/" + scene.room + "/involvement", Map.of("involvement", "nothing"))
                        .expect(303);
            }
        },
        SHE_BLOCKS_THE_AUTHOR {
            @Override
            void happen(MailIT scene) {
                scene.mei.post("/users/" + scene.bo.id() + "/block", Map.of()).expect(303);
            }
        },
        SHE_IS_DEACTIVATED {
            @Override
            void happen(MailIT scene) {
                scene.jdbc
                        .sql("update users set active = false where id = ?")
                        .param(Long.parseLong(scene.mei.id()))
                        .update();
            }
        };

        abstract void happen(MailIT scene);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotForHerAnyMoreIsLeftOut(Meanwhile meanwhile) {
        bo.post(room, "@" + mei.username() + " soup");
        Awaitility.await().until(() -> number(OPEN_ITEMS, mei) == 1);

        meanwhile.happen(this);
        marker();
        later();
        awaitMarker();

        assertThat(MAIL.lettersTo(address)).isEmpty();
    }

    /** As after a crash, or when another channel failed. */
    @Test
    void whatIsNotedTwiceIsToldOnce() {
        bo.post(room, "@" + mei.username() + " soup");
        later();
        awaitLetters(1);

        jdbc.sql("update notification_cursor set seq = 0 where room_id = ?")
                .param(room)
                .update();
        bo.post(room, "nobody is called here");
        marker();
        later();
        awaitMarker();

        assertThat(MAIL.lettersTo(address)).hasSize(1);
    }

    @Test
    void oneIsNotWrittenToAboutOneselfOrABlockedPersonOrAMutedRoom() {
        mei.post(direct, "mine");
        mei.post("/rooms/" + room + "/involvement", Map.of("involvement", "nothing"))
                .expect(303);
        bo.post(room, "@" + mei.username() + " loud");
        mei.post("/users/" + bo.id() + "/block", Map.of()).expect(303);
        long other = bo.createRoom("Garden", "open");
        mei.join(other);
        bo.post(other, "@" + mei.username() + " louder");
        marker();

        later();
        awaitMarker();

        assertThat(MAIL.lettersTo(address)).isEmpty();
    }

    @Test
    void nothingIsWrittenBeforeTheAddressIsConfirmedByWhoeverAsked() throws Exception {
        String another = newAddress();
        mei.post("/notifications/mail", Map.of("address", another)).expect(303);
        String confirm = link(CODE, awaitLetters(another, 1).getFirst());
        bo.post(direct, "soup?");
        marker();
        later();
        awaitMarker();
        assertThat(MAIL.lettersTo(another)).hasSize(1);
        assertThat(MAIL.lettersTo(address)).as("the address before").isEmpty();

        bo.get(confirm).expect(404);
        bo.post(confirm, Map.of()).expect(404);
        assertThat(mei.get(confirm).expect(200).body()).contains(another);
        assertThat(mei.get("/notifications").body()).as("opened, not confirmed").contains("Open the link");
        mei.post(confirm, Map.of()).expect(303);
        mei.post(confirm, Map.of()).expect(404);

        bo.post(direct, "bread?");
        later();
        assertThat(MailServer.texts(awaitLetters(another, 2).getLast()).getFirst())
                .contains("bread?")
                .doesNotContain("soup?");
    }

    @Test
    void aCodeIsGoodForADay() {
        String another = newAddress();
        mei.post("/notifications/mail", Map.of("address", another)).expect(303);
        String confirm = link(CODE, awaitLetters(another, 1).getFirst());

        clock.forward(Duration.ofHours(25));

        Person.visiting(server())
                .signIn(String.valueOf(mei.username()), Person.PASSWORD)
                .post(confirm, Map.of())
                .expect(404);
    }

    /** As mail programs do it: no cookies, no page before it. */
    @Test
    void oneClickEndsTheLetters() throws Exception {
        bo.post(direct, "soup?");
        later();
        MimeMessage letter = awaitLetters(1).getFirst();
        String unsubscribe = link(KEY, letter);
        assertThat(letter.getHeader("List-Unsubscribe"))
                .containsExactly("<https://chat.example.org" + unsubscribe + ">");
        assertThat(letter.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");

        Person visitor = Person.visiting(server());
        assertThat(visitor.get(unsubscribe).expect(200).body())
                .contains("End these letters?")
                .doesNotContain(address);
        Page clicked = Person.visiting(server())
                .exchange(HttpRequest.newBuilder(server().resolve(unsubscribe))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("List-Unsubscribe=One-Click")));
        assertThat(clicked.expect(200).body()).contains("No more letters");

        bo.post(direct, "bread?");
        marker();
        later();
        awaitMarker();
        assertThat(MAIL.lettersTo(address)).hasSize(1);

        mei.post("/notifications/mail/wanted", Map.of("on", "true")).expect(303);
        bo.post(direct, "butter?");
        later();
        assertThat(MailServer.texts(awaitLetters(2).getLast()).getFirst()).contains("butter?");
    }

    @Test
    void aMailServerThatIsAwayIsAskedAgain() {
        MAIL.stop();
        try {
            bo.post(direct, "soup?");
            marker();
            later();
            Awaitility.await().until(() -> number("select attempts from mail_outbox where user_id = ?", mei) > 0);
        } finally {
            MAIL.start();
        }
        Awaitility.await().until(() -> {
            later();
            return !MAIL.lettersTo(address).isEmpty();
        });
        assertThat(MAIL.lettersTo(address)).hasSize(1);
    }

    @Test
    void anAddressThatIsRefusedForGoodThreeTimesMustBeConfirmedAnew() {
        MAIL.refuseAll();
        try {
            for (int i = 1; i <= 3; i++) {
                assertThat(confirmed(mei)).isTrue();
                bo.post(direct, "soup " + i);
                later();
                int soFar = i;
                Awaitility.await()
                        .until(() -> number("select refusals from mail_address where user_id = ?", mei) == soFar);
            }
        } finally {
            MAIL.start();
        }
        assertThat(confirmed(mei)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "mei",
                "@example.org",
                "mei@",
                "mei@example.org, bo@example.org",
                "Mei <mei@example.org>",
                "mei@exa mple.org",
                "mei@example.org\r\nBcc: bo@example.org",
                "m\u00e9i@example.org"
            })
    void whatIsNoAddressIsRefusedBesideTheFieldAndKept(String typed) {
        Page page = mei.post("/notifications/mail", Map.of("address", typed)).expect(303);

        Page shown = mei.get(page.location().orElseThrow());
        assertThat(shown.body()).contains("This is no e-mail address.", address);
        assertThat(shown.form("/notifications/mail").orElseThrow()).containsEntry("address", typed);
    }

    @Test
    void aLongAddressIsRefusedAndOneThatNoServerTakesLeavesTheOneBefore() {
        mei.post("/notifications/mail", Map.of("address", "m".repeat(300) + "@example.org"));
        assertThat(mei.get("/notifications").body()).contains("This is no e-mail address.");

        MAIL.refuseAll();
        try {
            mei.post("/notifications/mail", Map.of("address", newAddress())).expect(303);
            assertThat(mei.get("/notifications").body()).contains("did not take a letter", address);
        } finally {
            MAIL.start();
        }
    }

    @Test
    void whatIsForgottenIsGone() {
        bo.post(direct, "soup?");
        mei.post("/notifications/mail/delete", Map.of()).expect(303);
        marker();
        later();
        awaitMarker();

        assertThat(MAIL.lettersTo(address)).isEmpty();
        assertThat(mei.get("/notifications").body()).doesNotContain(address);
    }

    /** Nia is to get a letter too. */
    private void marker() {
        bo.post(withNia, "marker");
        niasLetters = MAIL.lettersTo(nias).size();
    }

    /** Once everything that was said is noted. */
    private void later() {
        Awaitility.await().until(() -> jdbc.sql("""
                        select count(*) from room r left join notification_cursor c on c.room_id = r.id
                        where r.last_seq > coalesce(c.seq, 0)""").query(Integer.class).single() == 0);
        clock.forward(LONG);
    }

    /** Nia has hers, and nothing waits for Mei. */
    private void awaitMarker() {
        awaitLetters(nias, niasLetters + 1);
        Awaitility.await()
                .until(() -> number("select count(*) from mail_outbox where user_id = ?", mei) == 0
                        && number(OPEN_ITEMS, mei) == 0);
    }

    private List<MimeMessage> awaitLetters(int count) {
        return awaitLetters(address, count);
    }

    /** Letters to Mei's and Nia's addresses begin after those that confirmed them. */
    private List<MimeMessage> awaitLetters(String to, int count) {
        Awaitility.await().until(() -> MAIL.lettersTo(to).size() >= count);
        assertThat(MAIL.lettersTo(to)).hasSize(count);
        return MAIL.lettersTo(to);
    }

    /** Gives the person an address, and confirms it. */
    private String reachable(Person person) {
        String theirs = newAddress();
        person.submit("/notifications", "/notifications/mail", Map.of("address", theirs))
                .expect(303);
        String confirm = link(CODE, awaitLetters(theirs, 1).getFirst());
        assertThat(person.get("/notifications").body()).contains("we sent you a link", "Open the link");
        person.submit(confirm, confirm, Map.of()).expect(303);
        assertThat(person.get("/notifications").body()).contains("Confirmed.");
        MAIL.forget();
        return theirs;
    }

    private static String newAddress() {
        return UUID.randomUUID() + "@mail.example.org";
    }

    private static String link(Pattern pattern, MimeMessage letter) {
        Matcher found = pattern.matcher(MailServer.texts(letter).getFirst());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private boolean confirmed(Person person) {
        return jdbc.sql("select confirmed from mail_address where user_id = ?")
                .param(Long.parseLong(person.id()))
                .query(Boolean.class)
                .single();
    }

    private int number(String query, Person person) {
        return jdbc.sql(query)
                .param(Long.parseLong(person.id()))
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    private URI server() {
        return URI.create("http://127.0.0.1:" + port);
    }
}
