package app.parley.account.session;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rest of a web session as bytes. Few sessions have a rest: who is signed in is a column, and the CSRF token and the
 * page to return to are cookies.
 */
final class SessionAttributes {

    /** Whoever can write to the database still cannot have any class of the class path made. */
    private static final ObjectInputFilter KNOWN = ObjectInputFilter.Config.createFilter(
            "maxdepth=20;maxrefs=10000;maxbytes=1000000;java.base/*;org.springframework.web.servlet.*;org.springframework.util.*;!*");

    private SessionAttributes() {}

    static byte @Nullable [] write(Map<String, Object> attributes) {
        if (attributes.isEmpty()) {
            return null;
        }
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new HashMap<>(attributes));
        } catch (IOException e) {
            throw new IllegalArgumentException("A session attribute cannot be stored", e);
        }
        return bytes.toByteArray();
    }

    /** @throws Unreadable if these bytes are not what this version writes */
    static Map<String, Object> read(byte @Nullable [] bytes) {
        if (bytes == null) {
            return Map.of();
        }
        try (var in = new ObjectInputStream(new ByteArrayInputStream(bytes))) {
            in.setObjectInputFilter(KNOWN);
            var attributes = new HashMap<String, Object>();
            ((Map<?, ?>) in.readObject()).forEach((name, value) -> attributes.put((String) name, value));
            return attributes;
        } catch (IOException | ClassNotFoundException | RuntimeException e) {
            throw new Unreadable(e);
        }
    }

    static class Unreadable extends RuntimeException {

        Unreadable(Exception cause) {
            super(cause);
        }
    }
}
