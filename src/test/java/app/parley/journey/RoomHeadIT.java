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
import com.microsoft.playwright.WebSocketRoute;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ada has a room open in two tabs, and what stands above its messages stays true without a reload. */
class RoomHeadIT {

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private Person bo;
    private long room;
    private Visit visit;
    private List<Page> tabs;

    @BeforeEach
    void aRoomInTwoTabs() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo Kaya");
        room = ada.createRoom("Kitchen", "open");
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(ada);
        tabs = List.of(visit.page(), visit.newTab());
        tabs.forEach(tab -> RoomScreen.open(tab, "/rooms/" + room));
        tabs.forEach(tab -> tab.evaluate("() => { window.sameDocument = true }"));
    }

    @AfterEach
    void leave() {
        tabs.forEach(tab -> assertThat(tab.evaluate("() => window.sameDocument"))
                .as("no reload")
                .isEqualTo(true));
        visit.close();
    }

    @Test
    void whoComesAndGoesIsCountedInEveryTab() {
        awaitMembers("1 member", "A");

        bo.join(room);
        awaitMembers("2 members", "A", "BK");
        bo.leave(room);
        awaitMembers("1 member", "A");

        ada.post("/rooms/" + room + "/members", Map.of("username", String.valueOf(bo.username())))
                .expect(303);
        awaitMembers("2 members", "A", "BK");
        ada.post("/rooms/" + room + "/members/" + bo.id() + "/delete", Map.of()).expect(303);
        awaitMembers("1 member", "A");
    }

    /** Between a page and its subscription there is a moment in which nobody tells it anything. */
    @Test
    void whatHappensBeforeTheSubscriptionTakesEffectIsSeenAllTheSame() {
        Page late = visit.newTab();
        Queue<Runnable> held = new ConcurrentLinkedQueue<>();
        late.routeWebSocket(Pattern.compile("/ws/"), page -> {
            WebSocketRoute onward = page.connectToServer();
            page.onMessage(frame -> {
                if (frame.text().startsWith("SUBSCRIBE") && frame.text().contains("/topic/")) {
                    held.add(() -> onward.send(frame.text()));
                } else {
                    onward.send(frame.text());
                }
            });
        });
        late.waitForResponse(
                answer -> answer.url().endsWith("/rooms/" + room)
                        && answer.headers().getOrDefault("content-type", "").contains("json"),
                () -> late.navigate("/rooms/" + room));

        bo.join(room);
        held.forEach(Runnable::run);

        assertThat(held).isNotEmpty();
        assertThat(late.locator(".head__people > span:last-child")).hasText("2 members");
    }

    @Test
    void aNewNameStandsEverywhere() {
        rename("Ship's <b>galley</b> & $& mess", "open");

        for (Page tab : tabs) {
            assertThat(heading(tab)).hasText("Ship's <b>galley</b> & $& mess");
            assertThat(tab).hasTitle("Ship's <b>galley</b> & $& mess · Parley");
            assertThat(composer(tab)).hasAttribute("aria-label", "Message Ship's <b>galley</b> & $& mess");
            assertThat(composer(tab)).hasAttribute("placeholder", "Message Ship's <b>galley</b> & $& mess");
            assertThat(tab.locator(".beginning h2")).hasText("Ship's <b>galley</b> & $& mess");
        }
    }

    @Test
    void whatHappenedWhileThereWasNoLineIsCaughtUpWith() throws IOException {
        try (Line line = Line.to(server.uri());
                Visit away = TestBrowser.visit(line.uri(), Screen.DESK).as(ada).expect(RoomScreen.NO_CONNECTION)) {
            RoomScreen screen = RoomScreen.open(away, room);

            line.cut();
            bo.join(room);
            rename("Galley", "closed");
            line.mend();
            screen.reconnect();

            assertThat(heading(away.page())).hasText("Galley");
            assertThat(away.page().locator(".head__people > span:last-child")).hasText("2 members");
        }
    }

    @Test
    void whoGoesByAnotherNameDoesSoOnMessagesThatAreShown() {
        bo.join(room);
        bo.post(room, "It was me");
        awaitMembers("2 members", "A", "BK");

        bo.submit("/profile", "/profile", Map.of("name", "Björn & Østby", "bio", ""))
                .expect(303);

        for (Page tab : tabs) {
            assertThat(tab.locator(".message__author")).hasText("Björn & Østby");
            assertThat(tab.locator(".message__avatar")).hasText("BØ");
        }
        awaitMembers("2 members", "A", "BØ");
    }

    @Test
    void theListOfMembersIsTrueWithoutAReload() {
        Page list = tabs.getFirst();
        list.evaluate("path => Turbo.visit(path)", "/rooms/" + room + "/members");
        Locator names = list.locator(".person__name");
        assertThat(names).hasText(new String[] {"Ada"});
        list.locator("#username").fill("half a na");

        bo.join(room);
        assertThat(names).hasText(new String[] {"Ada", "Bo Kaya"});
        bo.leave(room);
        assertThat(names).hasText(new String[] {"Ada"});

        assertThat(list.locator("#username")).hasValue("half a na");
    }

    @Test
    void aNewKindShowsItsIcon() {
        assertIcons("#icon-hash", "Everybody here can find it");

        rename("Kitchen", "closed");
        assertIcons("#icon-lock", "Only its members can see it");
        rename("Kitchen", "open");
        assertIcons("#icon-hash", "Everybody here can find it");
    }

    private void rename(String name, String kind) {
        ada.post("/rooms/" + room, Map.of("name", name, "description", "", "kind", kind))
                .expect(303);
    }

    private void awaitMembers(String count, String... initials) {
        for (Page tab : tabs) {
            assertThat(tab.locator(".head__people > span:last-child")).hasText(count);
            assertThat(tab.locator(".head__people .avatar")).hasText(initials);
            assertThat(tab.locator(".head__people .avatar").last()).hasAttribute("data-hue", Pattern.compile("\\d+"));
        }
    }

    private void assertIcons(String icon, String words) {
        for (Page tab : tabs) {
            assertThat(tab.locator(".head__title use")).hasAttribute("href", icon);
            assertThat(tab.locator(".beginning__mark use")).hasAttribute("href", icon);
            assertThat(tab.locator(".beginning [data-kind]:visible")).containsText(words);
        }
    }

    private static Locator heading(Page tab) {
        return tab.locator("h1");
    }

    private static Locator composer(Page tab) {
        return tab.locator("#composer-text");
    }
}
