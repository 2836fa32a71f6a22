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
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ada sees how far her messages came. */
class ReceiptsIT {

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private Person bo;
    private Visit adas;

    @BeforeEach
    void adaIsHere() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada);
    }

    @AfterEach
    void leave() {
        adas.close();
    }

    @Test
    void aDirectMessageIsSentThenDeliveredThenRead() {
        adas.page().navigate("/rooms/" + ada.directRoomWith(bo));
        RoomScreen ada = RoomScreen.on(adas.page()).awaitConnection();
        ada.say("hello");
        assertThat(receipt(ada)).hasText("Sent");

        try (Visit bos = TestBrowser.visit(server.uri(), Screen.DESK).as(bo)) {
            RoomScreen bo = RoomScreen.open(bos.page(), "/rooms");
            assertThat(receipt(ada)).hasText("Delivered");
            assertThat(adas.accessibilityViolations()).isEmpty();

            bo.page().navigate(adas.page().url());
            RoomScreen.on(bo.page()).awaitConnection();
            assertThat(receipt(ada)).hasText("Read");

            bo.page().navigate("/rooms");
            ada.say("and again");
            assertThat(receipt(ada)).hasText(new String[] {"Read", "Delivered"});
        }
    }

    @Test
    void inARoomWhoHasSeenAMessageIsCountedAndNamedOnDemand() {
        long room = ada.createRoom("Kitchen", "open");
        bo.join(room);
        RoomScreen screen = RoomScreen.open(adas, room);
        screen.say("who reads this?");
        screen.awaitMessage("who reads this?");
        assertThat(receipt(screen)).hasCount(0);

        try (Visit bos = TestBrowser.visit(server.uri(), Screen.DESK).as(bo)) {
            RoomScreen.open(bos, room);
            assertThat(receipt(screen)).hasText("Seen by 1");
        }
        screen.button("Seen by 1").click();
        Locator dialog = adas.page().getByRole(AriaRole.DIALOG);
        assertThat(dialog.locator(".readers__one")).hasCount(1);
        assertThat(dialog.locator(".readers__one")).containsText("Bo");
        assertThat(dialog.locator("time")).containsText("today");
        assertThat(adas.accessibilityViolations()).isEmpty();
        dialog.getByText("Close").click();

        bo.post(
                        "/profile",
                        Map.of(
                                "name",
                                "Bo",
                                "bio",
                                "",
                                "theme",
                                "system",
                                "density",
                                "comfortable",
                                "_showsReads",
                                "on"))
                .expect(303);
        adas.page().reload();
        RoomScreen.on(adas.page()).awaitConnection().awaitMessage("who reads this?");
        screen.message(1).hover();
        screen.button("Who has seen it").click();
        assertThat(adas.page().getByRole(AriaRole.DIALOG)).containsText("Nobody yet");
        assertThat(receipt(screen)).hasCount(0);

        adas.page().navigate("/rooms/" + ada.directRoomWith(bo));
        RoomScreen between = RoomScreen.on(adas.page()).awaitConnection();
        between.say("I only know that it was sent");
        assertThat(receipt(between)).hasText("Sent");
    }

    private static Locator receipt(RoomScreen screen) {
        return screen.page().locator(".message__receipt");
    }
}
