package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Ada makes an invitation link and hands it to Ines. */
class InvitationIT {

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);

    @Test
    void theLinkLeadsToTheServerAsTheAdministratorReachesIt() {
        try (Visit ada = TestBrowser.visit(server.uri(), Screen.DESK).as(server.administrator());
                Visit ines = TestBrowser.visit(server.uri(), Screen.PHONE)) {
            Page page = ada.page();
            page.navigate("/admin/sign-up");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make a"))
                    .click();

            Locator link = page.getByLabel("Copy it now");
            assertThat(link).hasValue(Pattern.compile("^" + server.uri() + "/join/[\\w-]{43}$"));
            assertThat(page.getByText("It ends in 7 days")).isVisible();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copy"))
                    .click();
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Copied")))
                    .isVisible();

            ada.screenshot("invitation-link");
            assertThat(ada.accessibilityViolations()).isEmpty();

            ines.page().navigate(link.inputValue());
            assertThat(ines.page().getByLabel("Username")).isVisible();
        }
    }
}
