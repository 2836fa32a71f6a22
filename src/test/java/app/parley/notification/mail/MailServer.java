package app.parley.notification.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A mail server that the test runs, which may be away, or refuse everybody. Its door is always the same, so that nobody else
 * takes its port meanwhile.
 */
final class MailServer implements AutoCloseable {

    /** How whoever comes to the door is treated. */
    private interface Manner {

        void treat(Socket client) throws IOException;
    }

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final ServerSocket door;
    private volatile Manner manner = this::leadIn;

    MailServer() {
        server.start();
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("mail-server").start(this::acceptAll);
    }

    int port() {
        return door.getLocalPort();
    }

    List<MimeMessage> lettersTo(String address) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(letter -> recipient(letter).equals(address))
                .toList();
    }

    /** What came so far is not looked at again. */
    void forget() {
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new AssertionError(e);
        }
    }

    /** Hangs up at once from now on. */
    void stop() {
        manner = Socket::close;
    }

    /** Takes every letter from now on. */
    void start() {
        manner = this::leadIn;
    }

    /** Knows nobody from now on. */
    void refuseAll() {
        manner = MailServer::refuse;
    }

    /** The letter without its form: the text for readers without HTML, and the HTML. */
    static List<String> texts(MimeMessage letter) {
        try {
            return texts((Multipart) letter.getContent()).toList();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.stop();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = door.accept();
                Thread.ofVirtual().name("mail").start(() -> treat(client));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void treat(Socket client) {
        try (client) {
            manner.treat(client);
        } catch (IOException _) {
            // gone
        }
    }

    private void leadIn(Socket client) throws IOException {
        try (var inside =
                new Socket(InetAddress.getLoopbackAddress(), server.getSmtp().getPort())) {
            Thread.ofVirtual().name("mail-answers").start(() -> pass(inside, client));
            client.getInputStream().transferTo(inside.getOutputStream());
        }
    }

    private static void pass(Socket from, Socket to) {
        try (to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException _) {
            // gone
        }
    }

    private static Stream<String> texts(Multipart parts) throws MessagingException, IOException {
        var all = Stream.<String>empty();
        for (int i = 0; i < parts.getCount(); i++) {
            BodyPart part = parts.getBodyPart(i);
            all = Stream.concat(
                    all,
                    part.getContent() instanceof Multipart inner
                            ? texts(inner)
                            : Stream.of(part.getContent().toString()));
        }
        return all;
    }

    private static void refuse(Socket client) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
        say(client, "220 here");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String word = line.substring(0, Math.min(4, line.length()));
            say(client, word.equals("RCPT") ? "550 nobody here" : word.equals("QUIT") ? "221 bye" : "250 yes");
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
    }

    private static String recipient(MimeMessage letter) {
        try {
            return letter.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
