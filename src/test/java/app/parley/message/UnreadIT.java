package app.parley.message;

import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.StompConnection;
import app.parley.testing.TestDatabase;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the list of rooms in an open page counts. */
class UnreadIT {

    @ParameterizedTest
    @EnumSource
    void whoseLastUnreadMessageIsDeletedHearsThatNothingIsUnread(TestDatabase kind) {
        URI server = ParleyServer.shared(kind).uri();
        Person ada = Person.newMember(server, "Ada");
        Person bo = Person.newMember(server, "Bo");
        long room = ada.createRoom("Second thoughts", "open");
        bo.join(room);

        try (StompConnection bosTab = StompConnection.open(bo)) {
            bosTab.subscribe("/user/queue/rooms");
            ada.post(room, "Forget it");
            awaitUnread(bosTab, room, 1);
            ada.post("/rooms/" + room + "/messages/1/delete", Map.of()).expect(303);
            awaitUnread(bosTab, room, 0);
        }
    }

    private static void awaitUnread(StompConnection tab, long room, int count) {
        tab.await(
                "/user/queue/rooms",
                notice -> notice.path("type").asString().equals("unread")
                        && notice.path("room").asLong() == room
                        && notice.path("unread").asInt() == count);
    }
}
