package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Ada began to write and did not send. */
class DraftsIT {

    private static final String IN_THE_MIDDLE_OF_A_WORD = "bread and but";

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private long kitchen;
    private long garden;
    private Visit desk;

    @BeforeEach
    void adaIsAtHerDesk() {
        ada = Person.newMember(server.uri(), "Ada");
        kitchen = ada.createRoom("Kitchen", "open");
        garden = ada.createRoom("Garden", "open");
        desk = TestBrowser.visit(server.uri(), Screen.DESK).as(ada);
    }

    @AfterEach
    void leave() {
        desk.close();
    }

    @Test
    void itIsThereAfterAReloadAndOnAnotherDeviceAndNeverInAnotherRoom() {
        RoomScreen screen = RoomScreen.open(desk, kitchen);
        screen.composer().pressSequentially(IN_THE_MIDDLE_OF_A_WORD);
        desk.page().reload();
        assertThat(screen.composer()).hasValue(IN_THE_MIDDLE_OF_A_WORD);

        desk.page().locator("#room-list a[data-room='" + garden + "']").click();
        assertThat(desk.page().locator("h1")).hasText("Garden");
        assertThat(screen.composer()).hasValue("");
        screen.composer().pressSequentially("roses");

        awaitKept(kitchen, IN_THE_MIDDLE_OF_A_WORD);
        try (Visit phone = TestBrowser.visit(server.uri(), Screen.PHONE).as(ada)) {
            RoomScreen other = RoomScreen.open(phone, kitchen);
            assertThat(other.composer()).hasValue(IN_THE_MIDDLE_OF_A_WORD);
            other.composer().fill("bread and butter");
            other.button("Send").click();
            other.awaitMessage("bread and butter");
        }
        awaitKept(garden, "roses");
        awaitKept(kitchen, "");
        desk.page().navigate("/rooms/" + kitchen);
        assertThat(screen.composer()).hasValue("");
        desk.page().navigate("/rooms/" + garden);
        assertThat(screen.composer()).hasValue("roses");
    }

    @Test
    void twoTabsShowTheSameDraftAndSendItOnce() {
        RoomScreen one = RoomScreen.open(desk, kitchen);
        RoomScreen two = RoomScreen.open(desk.newTab(), "/rooms/" + kitchen);

        one.composer().pressSequentially("pass the salt");
        assertThat(two.composer()).hasValue("pass the salt");
        two.composer().pressSequentially(", please");
        assertThat(one.composer()).hasValue("pass the salt, please");
        awaitKept(kitchen, "pass the salt, please");
        one.composer().press("Enter");
        assertThat(two.composer()).hasValue("");
        two.composer().press("Enter");

        two.awaitMessage("pass the salt, please");
        two.say("thanks");
        two.awaitMessage("thanks");
        assertThat(two.messages()).hasCount(2);
        awaitKept(kitchen, "");
    }

    /** A tab in the background, or one that the browser has put to sleep, hears nothing of the others. */
    @Test
    void aTabThatHeardNothingDoesNotSendADraftThatIsGone() {
        desk.page()
                .addInitScript("window.BroadcastChannel = class extends EventTarget { postMessage() {} close() {} }");
        RoomScreen deaf = RoomScreen.open(desk, kitchen);
        deaf.composer().pressSequentially("twice?");
        awaitKept(kitchen, "twice\\?");
        RoomScreen other = RoomScreen.open(desk.newTab(), "/rooms/" + kitchen);
        assertThat(other.composer()).hasValue("twice?");
        other.composer().press("Enter");
        other.awaitMessage("twice?");

        deaf.composer().press("Enter");
        assertThat(deaf.composer()).hasValue("");
        deaf.say("once");
        deaf.awaitMessage("once");
        assertThat(deaf.messages()).hasCount(2);
    }

    private void awaitKept(long room, String draft) {
        Awaitility.await()
                .untilAsserted(
                        () -> Assertions.assertThat(ada.get("/rooms/" + room).body())
                                .containsPattern("id=\"composer-text\"[^<]*>\\n" + draft + "</textarea>"));
    }
}
