package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.OnBothDatabases;
import app.parley.testing.Page;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who has a page of the transcript already is told so, and only as long as it is true. */
@OnBothDatabases
class EntityTagIT {

    /** What makes a page another one. */
    enum Event {
        POST {
            @Override
            void happen(EntityTagIT scene) {
                scene.ada.post(scene.room, "and another thing");
            }
        },
        EDIT {
            @Override
            void happen(EntityTagIT scene) {
                scene.ada
                        .post("/rooms/" + scene.room + "/messages/1", Map.of("body", "first, but better"))
                        .expect(303);
            }
        },
        DELETION {
            @Override
            void happen(EntityTagIT scene) {
                scene.ada
                        .post("/rooms/" + scene.room + "/messages/2/delete", Map.of())
                        .expect(303);
            }
        },
        NEW_NAME {
            @Override
            void happen(EntityTagIT scene) {
                scene.ada
                        .submit("/profile", "/profile", Map.of("name", "Ada Lovelace", "bio", ""))
                        .expect(303);
            }
        },
        NEW_PICTURE {
            @Override
            void happen(EntityTagIT scene) {
                scene.ada.upload("/profile/picture", "picture", PIXEL).expect(303);
            }
        };

        /** A GIF. */
        private static final byte[] PIXEL =
                HexFormat.of().parseHex("47494638376101000100800000ffffff0000002c00000000010001000002024401003b");

        abstract void happen(EntityTagIT scene);
    }

    private final ParleyServer server;

    private Person ada;
    private Person bo;
    private long room;

    EntityTagIT(TestDatabase family) {
        server = ParleyServer.shared(family);
    }

    @BeforeEach
    void aRoomWithTwoMessages() {
        ada = Person.newMember(server.uri(), "Ada");
        bo = Person.newMember(server.uri(), "Bo");
        room = ada.createRoom("Tags", "closed");
        ada.post("/rooms/" + room + "/members", Map.of("username", String.valueOf(bo.username())))
                .expect(303);
        ada.post(room, "first");
        ada.post(room, "second");
    }

    static Stream<Arguments> eventsByForm() {
        return Stream.of(Event.values())
                .flatMap(event -> Stream.of("application/json", "text/html").map(form -> Arguments.of(event, form)));
    }

    @ParameterizedTest
    @MethodSource("eventsByForm")
    void aPageThatIsStillTrueIsNotSentAgain(Event event, String form) {
        Page first = ask("", form, "").expect(200);
        String tag = first.headers().firstValue("ETag").orElseThrow();

        Page same = ask("", form, tag).expect(304);
        event.happen(this);
        Page changed = ask("", form, tag).expect(200);

        assertThat(same.body()).isEmpty();
        assertThat(same.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(changed.body()).isNotEqualTo(first.body());
        assertThat(changed.headers().firstValue("ETag"))
                .isPresent()
                .isNotEqualTo(first.headers().firstValue("ETag"));
    }

    @Test
    void whoLostTheRoomIsNotToldThatTheirCopyIsTrue() {
        String tag = ask("?changed=0", "application/json", "")
                .expect(200)
                .headers()
                .firstValue("ETag")
                .orElseThrow();

        ada.post("/rooms/" + room + "/members/" + bo.id() + "/delete", Map.of()).expect(303);

        ask("?changed=0", "application/json", tag).expect(404);
    }

    private Page ask(String query, String form, String tag) {
        var request = bo.request("/rooms/" + room + "/messages" + query).header("Accept", form);
        return bo.exchange(tag.isEmpty() ? request : request.header("If-None-Match", tag));
    }
}
