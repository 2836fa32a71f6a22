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
import com.microsoft.playwright.WebSocketRoute;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ada's proxy lets no WebSocket through: she talks by SockJS, and neither she nor Bo sees a difference. */
class FallbackIT {

    private static final Pattern ANY_SOCKET = Pattern.compile("/ws/(.+/)?websocket$");
    private static final Pattern TRANSPORT = Pattern.compile("/ws/\\d+/\\w+/(xhr_?\\w*)");

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private final Set<String> transports = ConcurrentHashMap.newKeySet();
    private long room;
    private Visit adas;
    private Visit bos;

    @BeforeEach
    void adasProxyBlocksWebSockets() {
        Person ada = Person.newMember(server.uri(), "Ada");
        Person bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Behind a proxy", "open");
        bo.join(room);
        adas = TestBrowser.visit(server.uri(), Screen.DESK).as(ada);
        bos = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
        adas.page().routeWebSocket(ANY_SOCKET, WebSocketRoute::close);
        adas.page().onRequest(request -> {
            Matcher matcher = TRANSPORT.matcher(request.url());
            if (matcher.find()) {
                transports.add(matcher.group(1));
            }
        });
    }

    @AfterEach
    void leave() {
        adas.close(); // says so if the fallback did what the content security policy forbids
        bos.close();
    }

    @Test
    void twoPeopleTalkThoughOneOfThemHasNoWebSocket() {
        RoomScreen ada = RoomScreen.open(adas, room);
        RoomScreen bo = RoomScreen.open(bos, room);
        assertThat(ada.connectionBar()).isHidden();
        assertThat(transports).contains("xhr_streaming", "xhr_send");

        ada.say("Can you hear me?");
        bo.awaitMessage("Can you hear me?");
        bo.say("As if you stood here");
        ada.awaitMessage("As if you stood here");
        ada.say("Good");
        bo.awaitMessage("Good");
        ada.awaitMessage("Good");

        List<String> said = List.of("Can you hear me?", "As if you stood here", "Good");
        assertThat(ada.pending()).hasCount(0);
        assertThat(ada.words()).isEqualTo(said);
        assertThat(bo.words()).isEqualTo(said);
    }

    @Test
    void theRoomListCountsAndReadsOverTheFallbackToo() {
        RoomScreen bo = RoomScreen.open(bos, room);
        RoomScreen.open(adas.page(), "/rooms");
        Locator count = adas.page()
                .locator("#room-list a")
                .filter(new Locator.FilterOptions().setHasText("Behind a proxy"))
                .locator(".room-link__count");
        assertThat(count).isHidden();

        bo.say("News");
        assertThat(count).hasText("1 unread");
        adas.page().locator("#room-list").getByText("Behind a proxy").click();

        assertThat(RoomScreen.on(adas.page()).message("News")).isInViewport();
        assertThat(count).isHidden();
    }
}
