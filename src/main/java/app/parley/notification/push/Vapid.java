package app.parley.notification.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Says to a push service who sends: a token signed with the key that the browser subscribed with.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8292">RFC 8292, Voluntary Application Server Identification</a>
 */
@Component
class Vapid {

    /** Half of what the RFC allows, so that clocks may differ. */
    static final Duration LIFETIME = Duration.ofHours(12);

    private static final JsonMapper JSON = new JsonMapper();
    private static final String HEADER = base64("{\"typ\":\"JWT\",\"alg\":\"ES256\"}".getBytes(UTF_8));

    private final VapidKeys keys;
    private final Clock clock;
    private final String contact;

    /** @param contact where its operator is reached, {@code mailto:} or {@code https:}; empty for this machine's name */
    Vapid(VapidKeys keys, Clock clock, @Value("${parley.push.contact:}") String contact) {
        this.keys = keys;
        this.clock = clock;
        this.contact = contact.isBlank() ? "https://" + hostName() : contact;
        if (!this.contact.startsWith("mailto:") && !this.contact.startsWith("https:")) {
            throw new IllegalArgumentException("parley.push.contact must begin with mailto: or https:");
        }
    }

    /** The value of {@code Authorization} for a request to this endpoint. */
    String authorization(PushEndpoint endpoint) {
        long expires = clock.instant().plus(LIFETIME).getEpochSecond();
        byte[] claims = JSON.writeValueAsBytes(Map.of("aud", endpoint.origin(), "exp", expires, "sub", contact));
        String signed = HEADER + "." + base64(claims);
        return "vapid t=" + signed + "." + base64(sign(signed)) + ", k=" + keys.publicText();
    }

    private byte[] sign(String text) {
        try {
            // ES256 wants the two numbers side by side, not in DER (RFC 7518 §3.4).
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(keys.get().getPrivate());
            signature.update(text.getBytes(UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has ECDSA", e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
