package app.parley.notification.push;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser is told.
 *
 * @param content for the service worker, at most {@value PushEncryption#LONGEST} bytes of UTF-8
 * @param lifetime how long the push service keeps it for a browser that is away, in whole seconds
 * @param topic replaces a message with the same topic that still waits (RFC 8030 §5.4): at most 32 characters of URL-safe
 *     Base64, or null
 */
record PushMessage(
        String content,
        Duration lifetime,
        Urgency urgency,
        @Nullable String topic) {

    private static final Pattern TOPIC = Pattern.compile("[A-Za-z0-9_-]{1,32}");

    PushMessage {
        if (topic != null && !TOPIC.matcher(topic).matches()) {
            throw new IllegalArgumentException("No topic: " + topic);
        }
    }
}
