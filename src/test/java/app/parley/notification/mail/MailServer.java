package app.parley.notification.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import app.parley.testing.Programs;
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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A mail server that the test runs, which may be away, or refuse everybody. */
final class MailServer implements AutoCloseable {

    private final int port = Programs.freePort();
    private GreenMail server = started(port);

    int port() {
        return port;
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

    void stop() {
        server.stop();
    }

    void start() {
        server = started(port);
    }

    /** Stands in the server's place for a while. */
    ServerSocket refusing() throws IOException {
        var socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            try {
                while (true) {
                    Socket client = socket.accept();
                    Thread.startVirtualThread(() -> refuse(client));
                }
            } catch (IOException _) {
                // closed
            }
        });
        return socket;
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
        server.stop();
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

    private static void refuse(Socket client) {
        try (client;
                var lines = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
            say(client, "220 here");
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String word = line.substring(0, Math.min(4, line.length()));
                say(client, word.equals("RCPT") ? "550 nobody here" : word.equals("QUIT") ? "221 bye" : "250 yes");
            }
        } catch (IOException _) {
            // gone
        }
    }

    private static void say(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\r\n").getBytes(US_ASCII));
    }

    private static GreenMail started(int port) {
        var started = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        started.start();
        return started;
    }

    private static String recipient(MimeMessage letter) {
        try {
            return letter.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }
}
