package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.FreshDatabase;
import app.parley.testing.ParleyServer;
import app.parley.testing.Person;
import app.parley.testing.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is slow, by a bad line or on purpose, takes nothing from others, be they behind the same address. */
class SlowClientsIT {

    /** More than the container has threads. */
    private static final int MANY = 230;

    private static final int PER_ADDRESS = 300;

    private static final String FORM = "Content-Type: application/x-www-form-urlencoded\r\n";

    private static FreshDatabase database;
    private static ParleyServer server;

    /** What somebody sends at once on each connection, and then again and again. */
    enum Way {
        A_BODY_WITHOUT_A_COOKIE("POST /login HTTP/1.1\r\nHOST" + FORM + "Content-Length: 200\r\n\r\n", "x"),
        A_BODY_BYTE_BY_BYTE("POST /login HTTP/1.1\r\nHOSTCOOKIE" + FORM + "Content-Length: 200\r\n\r\n", "x"),
        A_BODY_THAT_NEVER_ENDS(
                "POST /login HTTP/1.1\r\nHOSTCOOKIE" + FORM + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n"),
        A_BODY_THAT_NEVER_BEGINS("POST /login HTTP/1.1\r\nHOSTCOOKIE" + FORM + "Content-Length: 200\r\n\r\n", ""),
        A_PICTURE(
                "POST /profile/picture HTTP/1.1\r\nHOSTCOOKIEContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 9000000\r\n\r\n",
                "--b\r\n"),
        A_BODY_FOR_A_SOCKET("POST /ws/000/none/xhr_send HTTP/1.1\r\nHOSTCOOKIEContent-Length: 200\r\n\r\n", "x"),
        A_BODY_SENT_TO_A_PAGE("GET /login HTTP/1.1\r\nHOST" + FORM + "Content-Length: 200\r\n\r\n", "x"),
        HEADERS_THAT_NEVER_END("GET /login HTTP/1.1\r\nHOST", "X-A: b\r\n"),
        NOTHING("", ""),
        ANSWERS_THAT_NOBODY_READS(
                "GET /webjars/hotwired__turbo/dist/turbo.es2017-esm.js HTTP/1.1\r\nHOST\r\n".repeat(20), "");

        private final String first;
        private final String then;

        Way(String first, String then) {
            this.first = first;
            this.then = then;
        }
    }

    @BeforeAll
    static void aServer() {
        database = TestDatabase.SQLITE.fresh();
        server = ParleyServer.on(database)
                .with("PARLEY_LIMITS_CONNECTIONS_PER_ADDRESS", String.valueOf(PER_ADDRESS))
                .label("slow-clients")
                .start();
    }

    @AfterAll
    static void stop() {
        server.close();
        database.close();
    }

    @ParameterizedTest
    @EnumSource
    void everybodyElseIsServedMeanwhile(Way way) throws IOException {
        Person bo = Person.visiting(server.uri());
        String cookie = cookie(bo);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < MANY; i++) {
                slow.add(open(way.first, cookie));
            }
            for (int round = 0; round < 3; round++) {
                slow.forEach(socket -> send(socket, way.then));
                long begin = System.nanoTime();
                bo.get("/login").expect(200);
                assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
            }
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void aBodyThatHardlyComesIsGivenUp() throws IOException {
        String cookie = cookie(Person.visiting(server.uri()));
        try (Socket drip = open(Way.A_BODY_THAT_NEVER_ENDS.first, cookie)) {
            Awaitility.await().atMost(Duration.ofSeconds(25)).until(() -> {
                send(drip, Way.A_BODY_THAT_NEVER_ENDS.then);
                return isClosed(drip);
            });
        }
    }

    @Test
    void whoHoldsConnectionsWithoutEndLosesThoseThatAreQuietForTheLongest() throws IOException {
        List<Socket> more = new ArrayList<>();
        try (Socket first = open("", "")) {
            for (int i = 0; i < PER_ADDRESS; i++) {
                more.add(open("", ""));
            }

            Awaitility.await().until(() -> isClosed(first));
            Person.visiting(server.uri()).get("/login").expect(200);
            assertThat(isClosed(more.getLast())).isFalse();
        } finally {
            for (Socket socket : more) {
                socket.close();
            }
        }
    }

    /** With the cookie that a form needs, which everybody gets for the asking. */
    private static String cookie(Person visitor) {
        visitor.csrfToken();
        return "Cookie: " + visitor.cookieHeader() + "\r\n";
    }

    private static Socket open(String first, String cookie) throws IOException {
        Socket socket = new Socket(server.uri().getHost(), server.uri().getPort());
        send(
                socket,
                first.replace("HOST", "Host: " + server.uri().getAuthority() + "\r\n")
                        .replace("COOKIE", cookie));
        return socket;
    }

    /** Into the void, if the server has given it up. */
    private static void send(Socket socket, String text) {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            assertThat(socket.isClosed()).isFalse();
        }
    }

    private static boolean isClosed(Socket socket) throws IOException {
        socket.setSoTimeout(100);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
