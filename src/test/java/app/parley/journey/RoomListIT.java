package app.parley.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.Screen;
import app.parley.testing.TestBrowser;
import app.parley.testing.TestDatabase;
import app.parley.testing.Visit;
import app.parley.text.Folding;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.LoadState;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands in the side bar: which rooms, in which order, and how much of each Bo has not read. */
class RoomListIT {

    /** When the thousand rooms were made. */
    private static final long MARK = 4_711;

    private final ParleyServer server = ParleyServer.shared(TestDatabase.SQLITE);
    private Person ada;
    private Person bo;
    private Visit visit;

    @BeforeEach
    void boIsSignedIn() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        visit = TestBrowser.visit(server.uri(), Screen.DESK).as(bo);
    }

    @AfterEach
    void leave() {
        visit.close();
    }

    @Test
    void favouritesComeFirstAndEverySectionIsInTheOrderOfItsNamesAccentsFolded() {
        Stream.of("zebra", "Bucht", "älter", "Azur", "Álamo").forEach(name -> bo.createRoom(name, "closed"));
        Stream.of("Öl", "Nest", "oase").forEach(name -> favour(bo.createRoom(name, "closed")));

        Page page = listening("/rooms");

        assertThat(section("Favourites")).containsExactly("Nest", "oase", "Öl");
        assertThat(section("Rooms")).containsExactly("Álamo", "älter", "Azur", "Bucht", "Lobby", "zebra");
        assertThat(page.locator("#room-list h2")).hasText(new String[] {"Favourites", "Rooms", "Direct"});
    }

    @Test
    void unreadIsBoldWithItsExactCountUpToNinetyNineAndMutedIsGrey() throws SQLException {
        unread("One", 1);
        unread("Many", 99);
        unread("More", 100);
        unread("Nothing new", 0);
        involve(unread("Muted", 5), "nothing");
        bo.post(unread("My own words", 0), "do not count");

        listening("/rooms");

        assertThat(count("One")).hasText("1 unread");
        assertThat(count("Many")).hasText("99 unread");
        assertThat(count("More")).hasText("99+ unread");
        assertThat(count("Nothing new")).isHidden();
        assertThat(count("Muted")).isHidden();
        assertThat(count("My own words")).isHidden();
        assertThat(weight("One")).isGreaterThanOrEqualTo(600).isEqualTo(weight("More"));
        assertThat(List.of(weight("Nothing new"), weight("Muted"), weight("My own words")))
                .containsOnly(400);
        assertThat(style("Muted", "color")).isNotEqualTo(style("Nothing new", "color"));
        assertThat(style("One", "color")).isNotEqualTo(style("Nothing new", "color"));
    }

    @Test
    void countsGoUpInEveryTabAndReadingInOneClearsTheOther() throws SQLException {
        long news = unread("News", 97);
        Page page = listening("/rooms");
        assertThat(count("News")).hasText("97 unread");

        ada.post(news, "number 98");
        assertThat(count("News")).hasText("98 unread");
        ada.post(news, "number 99");
        assertThat(count("News")).hasText("99 unread");
        ada.post(news, "number 100");
        assertThat(count("News")).hasText("99+ unread");
        assertThat(page).hasTitle(Pattern.compile("^\\(99\\+\\) Rooms"));

        RoomScreen other = RoomScreen.open(visit.newTab(), "/rooms/" + news);
        assertThat(other.newLine()).isVisible();
        assertThat(count("News")).not().hasText("99+ unread"); // what was on the screen of the other tab
        other.newest().click();

        assertThat(other.message(100)).isInViewport();
        assertThat(count("News")).isHidden();
        assertThat(page).hasTitle(Pattern.compile("^Rooms"));
        assertThat(link("News")).not().hasClass(Pattern.compile("room-link--unread"));
    }

    @Test
    void aMessageThatIsTakenBackIsNotUnreadAnyMore() throws SQLException {
        long news = unread("News", 0);
        listening("/rooms");
        ada.post(news, "one");
        ada.post(news, "two");
        assertThat(count("News")).hasText("2 unread");

        ada.post("/rooms/" + news + "/messages/2/delete", Map.of()).expect(303);
        assertThat(count("News")).hasText("1 unread");
        ada.post("/rooms/" + news + "/messages/1/delete", Map.of()).expect(303);

        assertThat(count("News")).isHidden();
    }

    @Test
    void aFavouriteMovesToTheTopInEveryTabAndBackAgain() {
        long lake = bo.createRoom("Lake", "closed");
        bo.createRoom("Attic", "closed");
        listening("/rooms");
        assertThat(section("Rooms")).containsExactly("Attic", "Lake", "Lobby");
        Page other = RoomScreen.open(visit.newTab(), "/rooms/" + lake).page();
        Locator star = other.getByLabel("Favourite", new Page.GetByLabelOptions().setExact(true));

        star.click();
        assertThat(links("Favourites")).hasText(new String[] {"Lake"});
        assertThat(section("Rooms")).containsExactly("Attic", "Lobby");
        assertThat(star).hasAttribute("aria-pressed", "true");

        star.click();
        assertThat(links("Favourites")).hasCount(0);
        assertThat(links("Rooms")).hasText(new String[] {"Attic", "Lake", "Lobby"});
        assertThat(star).hasAttribute("aria-pressed", "false");
    }

    @Test
    void aHiddenRoomStandsApartAndSilentIsFoundAndComesBackWhenItIsShownAgain() {
        long lake = ada.createRoom("Quiet lake " + bo.username(), "open");
        bo.join(lake);
        Page page = listening("/rooms/" + lake);
        assertThat(links("Rooms")).hasText(new String[] {"Lobby", "Quiet lake " + bo.username()});

        tellMeAbout("Nothing, and hide it");
        assertThat(links("Rooms")).hasText(new String[] {"Lobby"});
        ada.post(lake, "does anybody hear this?");
        bo.createRoom("Attic", "closed"); // its coming shows that the list listens
        assertThat(links("Rooms")).hasText(new String[] {"Attic", "Lobby"});
        assertThat(links("Hidden")).isVisible(); // the room in front of me

        page.navigate("/rooms");
        assertThat(page.locator("#rooms-all")).isVisible();
        assertThat(links("Hidden")).hasCount(0);
        page.getByText("Hidden", new Page.GetByTextOptions().setExact(true)).click();
        assertThat(links("Hidden")).hasText(new String[] {"Quiet lake " + bo.username()});
        assertThat(count("Quiet lake " + bo.username())).isHidden();
        page.keyboard().press("Control+k");
        page.keyboard().type("quiet lake " + bo.username());
        assertThat(page.locator("#jump [role=option]").first()).hasText("Quiet lake " + bo.username());
        page.keyboard().press("Escape");
        page.getByLabel("Find a room").fill("quiet lake");
        page.keyboard().press("Enter");
        page.locator(".browse").getByText("Quiet lake " + bo.username()).click();
        assertThat(RoomScreen.on(page).awaitConnection().message("does anybody hear this?"))
                .isVisible();
        tellMeAbout("Mentions of me");

        assertThat(links("Rooms")).hasText(new String[] {"Attic", "Lobby", "Quiet lake " + bo.username()});
    }

    /** However long the list is, a change fetches the row that changed, and nothing moves under the eye. */
    @Test
    void inAThousandRoomsAChangeIsOneRow() throws SQLException {
        many(bo, 1_000);
        long last = bo.createRoom("Zz the last", "closed");
        Page page = listening("/rooms/" + last);
        assertThat(link("Zz the last")).isInViewport();
        List<Response> answers = new ArrayList<>();
        page.waitForLoadState(LoadState.NETWORKIDLE); // the list that a new line fetches is there
        page.onResponse(answer -> {
            if (answer.url().contains("/rooms/list")) answers.add(answer);
        });
        link("Zz the last").focus();

        favour(last);
        assertThat(links("Favourites")).hasText(new String[] {"Zz the last"});
        assertThat(link("Zz the last")).isFocused();
        bo.post("/rooms/" + last + "/favourite/delete", Map.of()).expect(303);
        assertThat(links("Favourites")).hasCount(0);
        assertThat(links("Rooms").last()).hasText("Zz the last");
        assertThat(link("Zz the last")).isFocused();

        double place = Objects.requireNonNull(link("Zz the last").boundingBox()).y;
        long fresh = bo.createRoom("Thousand 0499 and a half", "closed");
        assertThat(link("Thousand 0499 and a half")
                        .locator("xpath=../following-sibling::li[1]")
                        .locator(".room-link__name"))
                .hasText("Thousand 0500");
        bo.post("/rooms/" + fresh, Map.of("name", "Aa the first", "kind", "closed"))
                .expect(303);
        assertThat(links("Rooms").first()).hasText("Aa the first");
        assertThat(link("Thousand 0499 and a half")).hasCount(0);
        involve(fresh, "hidden");
        assertThat(link("Aa the first")).isHidden();
        involve(fresh, "nothing");
        assertThat(links("Rooms").first()).hasText("Aa the first");
        assertThat(Objects.requireNonNull(link("Zz the last").boundingBox()).y).isCloseTo(place, within(2.0));

        assertThat(answers).hasSize(6).allMatch(answer -> answer.body().length < 6_000);
    }

    @Test
    void aDirectRoomComesUpWithoutAskingForAnything() {
        Person mei = Person.newMember(server.uri(), "Mei");
        long withAda = direct(ada);
        long withMei = direct(mei);
        ada.post(withAda, "one");
        mei.post(withMei, "two");
        Page page = listening("/rooms");
        assertThat(links("Direct")).hasText(new String[] {"Mei", "Ada"});
        page.waitForLoadState(LoadState.NETWORKIDLE);
        List<String> asked = Collections.synchronizedList(new ArrayList<>());
        page.onRequest(request -> {
            if (request.url().contains("/rooms/list")) asked.add(request.url());
        });
        link("Mei").focus();

        ada.post(withAda, "three");
        assertThat(links("Direct")).hasText(new String[] {"Ada", "Mei"});
        assertThat(link("Mei")).isFocused();
        mei.post(withMei, "four");
        assertThat(links("Direct")).hasText(new String[] {"Mei", "Ada"});
        assertThat(link("Mei")).isFocused();
        assertThat(asked).isEmpty();
    }

    private long direct(Person other) {
        return Long.parseLong(bo.post("/direct", Map.of("people", other.username()))
                .expect(303)
                .location()
                .orElseThrow()
                .replaceFirst(".*/rooms/", ""));
    }

    private void many(Person member, int count) throws SQLException {
        try (Connection connection = server.database().connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 1; i <= count; i++) {
                String name = "Thousand %04d".formatted(i);
                statement.addBatch("""
                        insert into room (name, order_key, description, kind, last_seq, last_change, last_posted_at, member_count,
                            created_at, created_by) values ('%1$s', '%2$s', '', 'CLOSED', 0, 0, 1, 1, %3$d, %4$s)""".formatted(name, Folding.ordered(name), MARK, member.id()));
            }
            statement.executeBatch();
            statement.execute("""
                    insert into membership (room_id, user_id, role, involvement, favourite, last_read_seq, joined_at)
                    select id, %s, 'OWNER', 'MENTIONS', false, 0, 1 from room where created_at = %d""".formatted(member.id(), MARK));
            connection.commit();
        }
    }

    /** A room of Ada's with so many messages that Bo has not read. */
    private long unread(String name, int count) throws SQLException {
        long room = ada.createRoom(name, "open");
        bo.join(room);
        Past.of(server, room).wrote(ada, count);
        return room;
    }

    private void favour(long room) {
        bo.post("/rooms/" + room + "/favourite", Map.of()).expect(303);
    }

    private void involve(long room, String involvement) {
        bo.post("/rooms/" + room + "/involvement", Map.of("involvement", involvement))
                .expect(303);
    }

    /** Opens a page whose list is there and hears of what happens. */
    private Page listening(String path) {
        RoomScreen.open(visit.page(), path);
        assertThat(visit.page().locator("#rooms-all")).isVisible();
        return visit.page();
    }

    private void tellMeAbout(String what) {
        visit.page().getByLabel("Room menu").click();
        visit.page()
                .getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(what).setExact(true))
                .click();
    }

    private List<String> section(String name) {
        return links(name).allInnerTexts();
    }

    /** The names in one section of the list. */
    private Locator links(String section) {
        return visit.page()
                .locator("#room-list")
                .getByRole(AriaRole.LIST, new Locator.GetByRoleOptions().setName(section))
                .locator(".room-link__name");
    }

    private Locator link(String room) {
        return visit.page()
                .locator("#room-list a")
                .filter(new Locator.FilterOptions()
                        .setHas(visit.page().getByText(room, new Page.GetByTextOptions().setExact(true))));
    }

    private Locator count(String room) {
        return link(room).locator(".room-link__count");
    }

    private int weight(String room) {
        return Integer.parseInt(style(room, "fontWeight"));
    }

    /** As computed for the name of the room: asked again while the list replaces the element by a newer one. */
    private String style(String room, String property) {
        Locator name = link(room).locator(".room-link__name");
        return Awaitility.await("a name that is in the page")
                .pollInSameThread() // the only one that may ask the browser
                .until(
                        () -> (String) name.evaluate("(name, property) => getComputedStyle(name)[property]", property),
                        style -> !style.isEmpty());
    }
}
