package app.parley.notification.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.MailException;
import org.springframework.mail.MailPreparationException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/** Hands letters to the mail server that the operator named, if one is named. */
@Component
class Postman {

    private final @Nullable JavaMailSender sender;
    private final String address;
    private final String from;
    private final String domain;

    /**
     * @param sender absent without {@code spring.mail.host}
     * @param address where people find this server, {@code https://chat.example.org}: letters lead there
     * @param from whom letters are from; by default {@code parley@} that host
     * @throws IllegalStateException if there is a mail server and no address
     */
    Postman(
            ObjectProvider<JavaMailSender> sender,
            @Value("${parley.address:}") String address,
            @Value("${parley.mail.from:}") String from) {
        this.sender = sender.getIfAvailable();
        this.address = address.replaceFirst("/+$", "");
        if (this.sender != null && !address.matches("https?://[^/?#\\s]+/*")) {
            throw new IllegalStateException("With spring.mail.host set, parley.address must say where people find this"
                    + " server, like https://chat.example.org: letters lead there. It is: '" + address + "'");
        }
        this.from = from.isBlank() && this.sender != null ? "parley@" + domain(this.address) : from;
        this.domain = this.from.substring(this.from.lastIndexOf('@') + 1).replace(">", "");
    }

    /**
     * The part of a mail address behind the {@code @}, as mail servers write it: a host with letters of any script in ASCII, an IP
     * address in brackets (RFC 5321 §4.1.3). Not by {@link java.net.URI}, which knows no host with an underscore.
     *
     * @param address of this server, as people open it
     */
    static String domain(String address) {
        String host = address.replaceFirst("^https?://(?:[^@/]*@)?(\\[[^]]*]|[^:/?#]*).*$", "$1");
        if (host.startsWith("[")) {
            return "[IPv6:" + host.substring(1);
        } else if (host.matches("[0-9.]+")) {
            return "[" + host + "]";
        }
        return IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
    }

    /** Whether there is a mail server at all. */
    boolean isReady() {
        return sender != null;
    }

    /** @param path of a page of this application, beginning with a slash */
    String link(String path) {
        return address + path;
    }

    /**
     * Sends one letter and waits until the mail server has taken it.
     *
     * @param unsubscribe the address that ends these letters at one POST (RFC 8058), or null for one that was asked for
     * @throws MailException if the mail server did not take it
     */
    void send(String to, Letter letter, @Nullable String unsubscribe) {
        JavaMailSender mail = sender;
        if (mail == null) {
            throw new IllegalStateException("There is no mail server");
        }
        MimeMessage message = mail.createMimeMessage();
        try {
            var helper = new MimeMessageHelper(message, true, StandardCharsets.UTF_8.name());
            helper.setFrom(from, "Parley");
            helper.setTo(to);
            helper.setSubject(letter.subject());
            helper.setText(letter.text(), letter.html());
            message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no holiday notes, please
            message.setHeader("Message-ID", "<" + UUID.randomUUID() + "@" + domain + ">");
            if (letter.thread()
                    != null) { // the letter that it answers was never sent: programs group by it all the same
                String first = "<" + letter.thread() + "@" + domain + ">";
                message.setHeader("In-Reply-To", first);
                message.setHeader("References", first);
            }
            if (unsubscribe != null) {
                message.setHeader("List-Unsubscribe", "<" + unsubscribe + ">");
                message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            }
        } catch (MessagingException | UnsupportedEncodingException e) {
            throw new MailPreparationException(e);
        }
        mail.send(message);
    }
}
