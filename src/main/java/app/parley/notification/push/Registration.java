package app.parley.notification.push;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a browser says of its subscription, in the form of {@code PushSubscription.toJSON()}; nothing in it is checked yet. */
record Registration(@Nullable String endpoint, @Nullable Keys keys) {

    private static final int LONGEST = 8 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Reads at most 8 KB: Spring would read as much as comes.
     *
     * @throws MalformedSubscription if that is no such object
     */
    static Registration read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LONGEST + 1);
        if (bytes.length <= LONGEST) {
            try {
                Registration read = JSON.readValue(bytes, Registration.class);
                if (read != null) {
                    return read;
                }
            } catch (JacksonException e) {
                // said below
            }
        }
        throw new MalformedSubscription("The body must be a subscription in JSON: {endpoint, keys: {p256dh, auth}}.");
    }

    /** @throws MalformedSubscription if the keys are missing or wrong */
    RecipientKeys recipientKeys() {
        return keys == null ? RecipientKeys.parse(null, null) : RecipientKeys.parse(keys.p256dh(), keys.auth());
    }

    /** Each in URL-safe Base64. */
    record Keys(@Nullable String p256dh, @Nullable String auth) {}
}
