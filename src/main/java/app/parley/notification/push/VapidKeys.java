package app.parley.notification.push;

import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The key pair by which push services know this server. Browsers bind their subscriptions to it, so it is made once, at the
 * first start, and lives in the database, where all nodes find the same one.
 */
@Component
class VapidKeys implements SmartInitializingSingleton {

    private final JdbcClient jdbc;
    private final TransactionTemplate reading;
    private final TransactionTemplate writing;
    private final Clock clock;
    private volatile @Nullable KeyPair keys;

    VapidKeys(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
        this.writing = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** At the start, because a page view must not be what writes it. */
    @Override
    public void afterSingletonsInstantiated() {
        keys = stored().orElseGet(this::make);
    }

    /** @throws IllegalStateException before the application has started */
    KeyPair get() {
        KeyPair known = keys;
        if (known == null) {
            throw new IllegalStateException("The application has not started");
        }
        return known;
    }

    /** What a browser subscribes with, {@code applicationServerKey}: the point in URL-safe Base64. */
    String publicText() {
        return publicText(get());
    }

    /** Another node may do the same at this moment: who stores the row first has made the key of both. */
    private KeyPair make() {
        try {
            return Objects.requireNonNull(writing.execute(_ -> stored().orElseGet(this::insert)));
        } catch (DataIntegrityViolationException e) {
            return stored().orElseThrow(() -> e);
        }
    }

    private KeyPair insert() {
        KeyPair made = P256.generate();
        jdbc.sql("insert into push_key (id, public_key, private_key, created_at) values (1, ?, ?, ?)")
                .params(publicText(made), privateText(made), clock.millis())
                .update();
        return made;
    }

    private Optional<KeyPair> stored() {
        return Optional.ofNullable(reading.execute(_ -> jdbc.sql(
                        "select public_key, private_key from push_key where id = 1")
                .query((row, _) -> new KeyPair(
                        P256.decode(Base64.getUrlDecoder().decode(row.getString(1))),
                        P256.decodePrivate(Base64.getUrlDecoder().decode(row.getString(2)))))
                .optional()
                .orElse(null)));
    }

    private static String publicText(KeyPair keys) {
        return text(P256.encode((ECPublicKey) keys.getPublic()));
    }

    private static String privateText(KeyPair keys) {
        return text(P256.encodePrivate((ECPrivateKey) keys.getPrivate()));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
