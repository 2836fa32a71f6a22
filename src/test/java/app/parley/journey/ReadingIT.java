package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bo reads in one browser and looks at the list of rooms in another. */
class ReadingIT {

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private long room;
    private Visit desk;
    private Visit phone;

    @BeforeEach
    void boHasTwoBrowsers() {
        ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Kitchen", "open");
        bo.join(room);
        desk = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
        phone = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
    }

    @AfterEach
    void leave() {
        desk.close();
        phone.close();
    }

    @Test
    void whatIsReadInOneBrowserIsReadInTheOther() {
        RoomScreen.open(phone.page(), "/rooms");
        Locator count = count(phone.page());
        ada.post(room, "one");
        ada.post(room, "two");
        assertThat(count).hasText("2 unread");

        RoomScreen.open(desk, room);

        assertThat(count).isHidden();
    }

    @Test
    void whatIsMarkedUnreadStaysSoUntilTheRoomIsOpenedAgain() {
        RoomScreen.open(phone.page(), "/rooms");
        for (int i = 1; i <= 5; i++) {
            ada.post(room, "message " + i);
        }
        RoomScreen screen = RoomScreen.open(desk, room);
        assertThat(count(phone.page())).isHidden();

        screen.message(3).hover();
        screen.button("Mark unread from here").click();

        assertThat(count(phone.page())).hasText("3 unread");
        assertThat(count(desk.page())).hasText("3 unread");
        assertThat(screen.newLine().locator("xpath=following-sibling::article[1]"))
                .containsText("message 3");
        ada.post(room, "message 6");
        screen.awaitMessage("message 6");
        assertThat(count(phone.page())).hasText("4 unread");

        desk.page().navigate("/rooms");
        assertThat(count(desk.page())).hasText("4 unread");
        RoomScreen.open(desk, room);
        assertThat(screen.newLine().locator("xpath=following-sibling::article[1]"))
                .containsText("message 3");
        assertThat(count(phone.page())).isHidden();
    }

    private Locator count(Page page) {
        return page.locator("#room-list a[data-room='" + room + "'] .room-link__count");
    }
}
