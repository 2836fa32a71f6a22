package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Ada gives herself a picture while Bo looks at a room in which she wrote. */
class PictureJourneyIT {

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);

    @Test
    void aPictureAppearsInOpenPagesAndCanBeTakenBack() throws IOException {
        Person ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        long room = ada.createRoom("Kitchen", "open");
        bo.join(room);
        ada.post(room, "soup");
        try (Visit bos = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
                Visit adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada)) {
            RoomScreen screen = RoomScreen.open(bos, room);
            Locator shown = screen.page().locator(".message .avatar__picture");
            Page profile = adas.page();
            profile.navigate("/profile");
            assertThat(shown).hasCount(0);

            choose(profile, new byte[10 * 1024 * 1024 + 1]);
            assertThat(profile.getByRole(AriaRole.ALERT).first()).hasText("This file is larger than 10 MB.");
            choose(profile, picture());
            profile.getByText("Use this picture").click();
            assertThat(profile.locator("#picture .avatar__picture")).isVisible();
            assertThat(adas.accessibilityViolations()).isEmpty();

            assertThat(shown).hasAttribute("src", Pattern.compile("/users/" + ada.id() + "/picture/"));
            assertThat((boolean) shown.evaluate("picture => picture.decode().then(() => picture.naturalWidth === 256)"))
                    .isTrue();
            assertThat(screen.page().locator(".head__people .avatar__picture")).hasCount(1);
            assertThat(bos.accessibilityViolations()).isEmpty();

            profile.getByText("Remove the picture").click();
            assertThat(profile.locator("#picture .avatar__picture")).hasCount(0);
            assertThat(shown).hasCount(0);
        }
    }

    private static void choose(Page profile, byte[] file) {
        profile.setInputFiles("#file", new FilePayload("me.png", "image/png", file));
    }

    private static byte[] picture() throws IOException {
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(300, 200, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }
}
