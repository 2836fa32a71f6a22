package app.parley.notification.mail;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import jakarta.mail.internet.MimeMessage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mei wants letters, gets one, and ends them from a browser in which she is not signed in. */
class MailPagesIT {

    private static final String ADDRESS = "mei@example.org";
    private static final Pattern LINK = Pattern.compile("https://chat\\.example\\.org(/\\S+)");

    @ParameterizedTest
    @EnumSource(
            value = Screen.class,
            names = {"DESK", "PHONE"})
    void lettersAreAskedForConfirmedAndEndedInPagesThatEverybodyCanUse(Screen screen) {
        try (MailServer mail = new MailServer();
                FreshDatabase database = TestDatabase.SQLITE.fresh();
                ParleyServer server = ParleyServer.on(database)
                        .with("spring.mail.host", "127.0.0.1")
                        .with("spring.mail.port", Integer.toString(mail.port()))
                        .with("parley.address", "https://chat.example.org")
                        .with("parley.mail.wait", "1s")
                        .with("parley.mail.round", "100ms")
                        .start()) {
            Person mei = Person.newMember(server.uri(), "Mei");
            try (Visit visit = TestBrowser.visit(server.uri(), screen).as(mei)) {
                Page page = visit.page();
                page.navigate("/notifications");
                ask(page, "mei");
                assertThat(page.locator("#mail-problem")).hasText("This is no e-mail address.");
                assertThat(address(page)).hasValue("mei");
                assertThat(visit.accessibilityViolations()).isEmpty();

                ask(page, ADDRESS);
                assertThat(page.getByText("Open the link in that letter")).isVisible();
                page.navigate(link(await(mail, 1)));
                assertThat(page.getByText(ADDRESS)).isVisible();
                assertThat(visit.accessibilityViolations()).isEmpty();
                page.getByText("Confirm", new Page.GetByTextOptions().setExact(true))
                        .click();
                assertThat(page.locator("#mail")).containsText("On, to \u2068" + ADDRESS);
                assertThat(visit.accessibilityViolations()).isEmpty();
            }
            Person bo = Person.newMember(server.uri(), "Bo");
            bo.post(bo.directRoomWith(mei), "are you there?");

            try (Visit elsewhere = TestBrowser.visit(server.uri(), screen)) {
                Page page = elsewhere.page();
                page.navigate(last(await(mail, 2)));
                assertThat(page.getByText("End these letters?")).isVisible();
                assertThat(elsewhere.accessibilityViolations()).isEmpty();
                page.getByText("End them").click();
                assertThat(page.getByText("We write to you no more.")).isVisible();
                assertThat(elsewhere.accessibilityViolations()).isEmpty();
            }
            assertThat(mei.get("/notifications").body()).contains("Off. They would go to");
        }
    }

    private static void ask(Page page, String typed) {
        address(page).fill(typed);
        page.locator("#mail form[action$='/mail'] button").click();
    }

    private static Locator address(Page page) {
        return page.locator("#address");
    }

    private static MimeMessage await(MailServer mail, int count) {
        Awaitility.await().until(() -> mail.lettersTo(ADDRESS).size() == count);
        return mail.lettersTo(ADDRESS).getLast();
    }

    private static String link(MimeMessage letter) {
        return links(letter).findFirst().orElseThrow();
    }

    /** The one that ends the letters stands at the end. */
    private static String last(MimeMessage letter) {
        return links(letter).reduce((_, next) -> next).orElseThrow();
    }

    private static Stream<String> links(MimeMessage letter) {
        Matcher found = LINK.matcher(MailServer.texts(letter).getFirst());
        return found.results().map(link -> link.group(1));
    }
}
