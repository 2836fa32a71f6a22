package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the service worker makes of pushed messages. The browser gives them to it as if a push service had sent them. */
class NotificationsIT {

    private static final String SHOWN = """
            async () => (await (await navigator.serviceWorker.ready).getNotifications())
                .map(({ title, body, tag }) => `${title}|${body}|${tag}`)""";

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);

    @Test
    void whatIsPushedIsShownOnceForEachRoomAndTakenBackWhenItIsReadElsewhere() {
        Person bo = Person.newMember(server.uri(), "Bo");
        try (Visit visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo)) {
            Page page = visit.page();
            page.context().grantPermissions(List.of("notifications"));
            page.navigate("/notifications");
            assertThat(page.getByText("Turn on")).isVisible();
            assertThat(visit.accessibilityViolations()).isEmpty();
            CDPSession devTools = page.context().newCDPSession(page);
            String worker = register(page, devTools);

            AtomicInteger displayed = countDisplayed(devTools);
            push(devTools, worker, message(42, "soup?"));
            push(devTools, worker, message(42, "with bread?"));
            push(devTools, worker, message(43, "tea?"));
            page.waitForCondition(() -> displayed.get() == 3);
            assertThat(shown(page)).containsExactlyInAnyOrder("Ada|with bread?|room-42", "Ada|tea?|room-43");

            JsonObject edited = message(43, "coffee?");
            edited.addProperty("type", "changed");
            edited.addProperty("silent", true);
            push(devTools, worker, edited);
            JsonObject elsewhere = message(44, "nobody sees me");
            elsewhere.addProperty("type", "changed");
            push(devTools, worker, elsewhere);
            Awaitility.await()
                    .pollInSameThread()
                    .untilAsserted(() -> assertThat(shown(page))
                            .containsExactlyInAnyOrder("Ada|with bread?|room-42", "Ada|coffee?|room-43"));

            var read = new JsonObject();
            read.addProperty("type", "read");
            read.addProperty("room", 42);
            push(devTools, worker, read);
            Awaitility.await()
                    .pollInSameThread()
                    .untilAsserted(() -> assertThat(shown(page)).containsExactly("Ada|coffee?|room-43"));
        }
    }

    /** Who never said where they are is offered the time zone of the device, and it is kept with the hours. */
    @Test
    void quietHoursAreSetInTheTimeZoneOfTheDevice() {
        Person bo = Person.newMember(server.uri(), "Bo");
        try (Visit visit = Visit.open(
                        TestBrowser.shared(),
                        new Browser.NewContextOptions()
                                .setBaseURL(server.uri().toString())
                                .setTimezoneId("Asia/Tokyo"))
                .as(bo)) {
            Page page = visit.page();
            page.navigate("/notifications");
            assertThat(page.getByLabel("Time zone")).hasValue("Asia/Tokyo");
            page.locator("#from").fill("22:00");
            page.locator("#to").fill("07:00");
            page.locator("#quiet").getByText("Save").click();
            assertThat(page.locator(".notice").first()).isVisible();
            page.navigate("/profile");
            assertThat(page.locator("#timeZone")).hasAttribute("value", "Asia/Tokyo");
        }
    }

    private static String register(Page page, CDPSession devTools) {
        var id = new AtomicReference<String>();
        devTools.on("ServiceWorker.workerRegistrationUpdated", event -> {
            JsonArray registrations = event.getAsJsonArray("registrations");
            if (!registrations.isEmpty()) {
                id.set(registrations
                        .get(0)
                        .getAsJsonObject()
                        .get("registrationId")
                        .getAsString());
            }
        });
        devTools.send("ServiceWorker.enable");
        page.evaluate(
                "async () => { await navigator.serviceWorker.register('/service-worker.js'); await navigator.serviceWorker.ready }");
        page.waitForCondition(() -> id.get() != null);
        return id.get();
    }

    /** Chromium's own record of them. Asking for those that are shown can make it forget one that is about to be. */
    private static AtomicInteger countDisplayed(CDPSession devTools) {
        var displayed = new AtomicInteger();
        devTools.on("BackgroundService.backgroundServiceEventReceived", event -> {
            String name = event.getAsJsonObject("backgroundServiceEvent")
                    .get("eventName")
                    .getAsString();
            if (name.equals("Notification displayed")) {
                displayed.incrementAndGet();
            }
        });
        var notifications = new JsonObject();
        notifications.addProperty("service", "notifications");
        devTools.send("BackgroundService.startObserving", notifications);
        notifications.addProperty("shouldRecord", true);
        devTools.send("BackgroundService.setRecording", notifications);
        return displayed;
    }

    private static JsonObject message(long room, String body) {
        var message = new JsonObject();
        message.addProperty("type", "message");
        message.addProperty("room", room);
        message.addProperty("title", "Ada");
        message.addProperty("body", body);
        message.addProperty("url", "/rooms/" + room);
        return message;
    }

    private void push(CDPSession devTools, String worker, JsonObject message) {
        var delivery = new JsonObject();
        delivery.addProperty("origin", server.uri().toString());
        delivery.addProperty("registrationId", worker);
        delivery.addProperty("data", message.toString());
        devTools.send("ServiceWorker.deliverPushMessage", delivery);
    }

    @SuppressWarnings("unchecked")
    private static List<String> shown(Page page) {
        return (List<String>) page.evaluate(SHOWN);
    }
}
