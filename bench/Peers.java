import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/** The servers that Parley is compared with. They keep everything in memory and ask nobody who they are. */
final class Peers {

    static final String SOCKET_IO = "Socket.IO";
    static final String SIMPLE_BROKER = "Spring simple broker";
    static final String NETTY = "bare Netty";

    private static final Duration START = Duration.ofSeconds(60);

    private Peers() {}

    static Server socketIo(int core) throws Exception {
        Path server = Path.of("bench/peers/socketio/server.js").toAbsolutePath();
        Path library = Path.of("bench/target/socketio/node_modules/socket.io").toAbsolutePath();
        return start(
                SOCKET_IO,
                core,
                List.of("node", "--expose-gc", server.toString(), library.toString()),
                SocketIo::new,
                List.of("kill", "-USR2"));
    }

    static Server netty(int core) throws Exception {
        return start(NETTY, core, jar("netty"), PlainText::new, Jcmd.gc());
    }

    static Server simpleBroker(int core) throws Exception {
        return start(SIMPLE_BROKER, core, jar("spring-simple"), client -> Stomp.simple(client), Jcmd.gc());
    }

    private static List<String> jar(String peer) {
        Path jar = Path.of("bench/peers", peer, "target", peer + ".jar").toAbsolutePath();
        return List.of(
                Machine.java().toString(), "-Xmx1g", "--enable-native-access=ALL-UNNAMED", "-jar", jar.toString());
    }

    private static Server start(
            String name, int core, List<String> command, IntFunction<Protocol> protocols, List<String> gc)
            throws Exception {
        int port = Child.freePort();
        String text = Integer.toString(port);
        Child child = Child.start(
                name, core, Path.of("bench/target"), Map.of("PORT", text, "SERVER_PORT", text), command);
        awaitListening(child, port);
        return new Server(child, port) {
            @Override
            Protocol protocol(int client) {
                return protocols.apply(client);
            }

            @Override
            void collectGarbage() throws IOException, InterruptedException {
                Jcmd.run(gc, child.pid());
            }
        };
    }

    private static void awaitListening(Child child, int port) throws InterruptedException {
        for (long end = System.nanoTime() + START.toNanos(); child.isAlive() && System.nanoTime() < end; ) {
            try (var socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                return;
            } catch (IOException e) {
                Thread.sleep(50);
            }
        }
        child.close();
        throw new IllegalStateException(child.name() + " did not start, see bench/target/logs");
    }
}
