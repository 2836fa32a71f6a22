package app.parley.testing.network;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.parley.testing.network.Link.Direction;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each fault is what it says it is, seen from both ends; a network that only seems to fail would prove nothing. */
class FaultyNetworkIT {

    private static final int PATIENCE = 10_000;
    private static final int A_WHILE = 300;

    private ServerSocket listener;
    private FaultyNetwork network;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        network = FaultyNetwork.to("127.0.0.1", listener.getLocalPort());
        client = call();
        server = answer();
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        network.close();
        listener.close();
    }

    @Test
    void withoutAFaultBothHearEachOtherAndTheEnd() throws IOException {
        say(client, "hello");
        assertThat(hear(server, 5)).isEqualTo("hello");
        say(server, "welcome");
        assertThat(hear(client, 7)).isEqualTo("welcome");

        client.close();

        assertThat(server.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void aDelayedLinkIsSlowAndKeepsTheOrder() throws IOException {
        link().delay(Duration.ofMillis(A_WHILE));
        long start = System.nanoTime();
        say(client, "one");
        say(client, "two");

        assertThat(hear(server, 6)).isEqualTo("onetwo");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(A_WHILE));
    }

    @Test
    void aCutIsAResetForBoth() throws IOException {
        say(client, "hello");
        assertThat(hear(server, 5)).isEqualTo("hello");

        link().cut();

        assertReset(client);
        assertReset(server);
        assertThat(network.links()).isEmpty();
    }

    @Test
    void aHalfOpenLinkSwallowsEverythingAndLooksAlive() throws IOException {
        Link link = link();
        link.halfOpen();
        say(client, "hello");
        say(server, "hello");

        assertHearsNothing(client);
        assertHearsNothing(server);

        server.close();
        Awaitility.await().until(link.serverEnd()::isDone);
        assertHearsNothing(client);
        say(client, "still there?");
        assertThat(link.isGone()).isFalse();

        try (Socket another = call();
                Socket anotherServer = answer()) {
            say(another, "new links work");
            assertThat(hear(anotherServer, 14)).isEqualTo("new links work");
        }
    }

    @Test
    void aLinkIsCutAfterExactlySoManyBytes() throws IOException {
        link().cutAfter(Direction.TO_CLIENT, 8);
        say(client, "this way they are not counted");
        assertThat(hear(server, 29)).isEqualTo("this way they are not counted");
        say(server, "0123");
        assertThat(hear(client, 4)).isEqualTo("0123");
        say(server, "456789");

        assertThat(hear(client, 4)).isEqualTo("4567");
        assertReset(client);
        assertReset(server);
    }

    @Test
    void theFateOfALinkIsSealedBeforeItsFirstByte() throws IOException {
        network.onConnect(link -> link.cutAfter(Direction.TO_SERVER, 3));
        try (Socket doomed = call();
                Socket doomedServer = answer()) {
            say(doomed, "abcdef");

            assertThat(hear(doomedServer, 3)).isEqualTo("abc");
            assertReset(doomedServer);
        }
    }

    private Socket call() throws IOException {
        return patient(new Socket(InetAddress.getLoopbackAddress(), network.port()));
    }

    private Socket answer() throws IOException {
        return patient(listener.accept());
    }

    private static Socket patient(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE);
        return socket;
    }

    private Link link() {
        Awaitility.await().until(() -> network.links().size() == 1);
        return network.links().getFirst();
    }

    private static void say(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(US_ASCII));
    }

    private static String hear(Socket socket, int length) throws IOException {
        return new String(socket.getInputStream().readNBytes(length), US_ASCII);
    }

    private static void assertReset(Socket socket) {
        assertThatThrownBy(() -> socket.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    private static void assertHearsNothing(Socket socket) throws IOException {
        socket.setSoTimeout(A_WHILE);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(PATIENCE);
    }
}
