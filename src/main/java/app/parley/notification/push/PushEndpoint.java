package app.parley.notification.push;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address at which a push service takes messages for one browser. Whoever knows it may send there, so it is a secret:
 * its text appears in no log.
 *
 * <p>Any member can name one, so it is checked here by its form and by {@link PublicAddresses} when it is connected to.
 */
record PushEndpoint(URI uri) {

    static final int LONGEST = 1000;

    /** Names whose last label begins with a letter: no address in any of its spellings, {@code 127.1} and hexadecimal included. */
    private static final Pattern NAME = Pattern.compile("([a-z0-9-]+\\.)+[a-z][a-z0-9-]*");

    /**
     * Reads what a browser sent.
     *
     * @param anywhere lets tests use {@code http}, other ports and addresses
     * @throws MalformedSubscription unless it is {@code https} at the default port of a named host
     */
    static PushEndpoint of(@Nullable String text, boolean anywhere) {
        if (text == null || text.isBlank() || text.length() > LONGEST) {
            throw new MalformedSubscription("endpoint must be an address of at most " + LONGEST + " characters.");
        }
        URI uri = parse(text);
        boolean plain = anywhere && "http".equalsIgnoreCase(uri.getScheme());
        if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            throw new MalformedSubscription("endpoint must be the address of a push service.");
        } else if (!plain && !"https".equalsIgnoreCase(uri.getScheme())) {
            throw new MalformedSubscription("endpoint must begin with https.");
        } else if (!anywhere && !isPublicForm(uri)) {
            throw new MalformedSubscription("endpoint must be a named host at the default port.");
        }
        return new PushEndpoint(uri);
    }

    /** What the push service calls itself: scheme and host, and the port unless it is the default (RFC 6454 §6.2). */
    String origin() {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        String origin = scheme + "://" + host();
        boolean isDefault = uri.getPort() == -1 || uri.getPort() == (scheme.equals("https") ? 443 : 80);
        return isDefault ? origin : origin + ":" + uri.getPort();
    }

    String host() {
        return uri.getHost().toLowerCase(Locale.ROOT);
    }

    private static URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new MalformedSubscription("endpoint must be the address of a push service.");
        }
    }

    private static boolean isPublicForm(URI uri) {
        boolean port = uri.getPort() == -1 || uri.getPort() == 443;
        return port && NAME.matcher(uri.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    @Override
    public String toString() {
        return origin() + "/…";
    }
}
