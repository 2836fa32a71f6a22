package app.parley.account;

import app.parley.web.ClientAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Hashing and checking passwords, with Argon2id at OWASP's parameters (19 MiB, 2 passes, 1 lane).
 *
 * <p>Each hash takes 19 MiB and one core, so only as many run at once as there are cores, the others wait in line, fair
 * between addresses: a flood of sign-ins costs the flooders time, and nobody else.
 *
 * @see <a href="https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html">OWASP Password Storage</a>
 */
@Component
class Passwords {

    private static final String CURRENT = "argon2";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** Far above any password that can be right; what is longer is not worth hashing in full. */
    private static final int LONGEST_CHECKED = 1000;

    private final PasswordEncoder encoder =
            new DelegatingPasswordEncoder(CURRENT, Map.of(CURRENT, new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2)));
    private final Turns turns = new Turns(Runtime.getRuntime().availableProcessors());

    /** The hash of nobody's password: an unknown username costs the same time as a known one. */
    private final String decoy = hash(new Password("not the password of anybody here"));

    /** @throws Busy if no turn came in time */
    final String hash(Password password) {
        return inTurn(whoAsks(), () -> encoded(password));
    }

    /**
     * Does what needs a hash, when there is a turn for it.
     *
     * @param who in whose line to wait
     * @throws Busy if no turn came in time
     */
    final <T> T inTurn(Object who, Supplier<T> work) {
        try {
            if (!turns.await(who, PATIENCE)) {
                throw new Busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy();
        }
        try {
            return work.get();
        } finally {
            turns.end();
        }
    }

    /**
     * Takes the same time whether or not there is a hash. To be called {@linkplain #inTurn in turn}.
     *
     * @param hash null if there is nobody to compare with
     */
    boolean match(String typed, @Nullable String hash) {
        String candidate = Password.normal(typed.substring(0, Math.min(typed.length(), LONGEST_CHECKED)));
        boolean equal = encoder.matches(candidate, hash == null ? decoy : hash);
        return equal && hash != null;
    }

    /** Whether this hash was made with other parameters than today's. */
    boolean isOutdated(String hash) {
        return encoder.upgradeEncoding(hash);
    }

    private static Object whoAsks() {
        ClientAddress address = ClientAddress.here();
        return address == null ? Passwords.class : address;
    }

    /** As {@link #hash}, by who has a turn already. */
    final String encoded(Password password) {
        String hash = encoder.encode(password.value());
        if (hash == null) {
            throw new IllegalStateException("No hash");
        }
        return hash;
    }

    /** More people want in at this moment than the server can check. */
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    static class Busy extends RuntimeException {}
}
