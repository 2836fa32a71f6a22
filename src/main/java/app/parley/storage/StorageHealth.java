package app.parley.storage;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Says to whoever sends people here whether what they write can be stored; asking writes nothing. */
@Component("storage")
class StorageHealth implements HealthIndicator {

    private final DatabaseWatch watch;

    StorageHealth(DatabaseWatch watch) {
        this.watch = watch;
    }

    @Override
    public Health health() {
        return watch.isRefusing()
                ? Health.down().withDetail("database", "not writable").build()
                : Health.up().build();
    }
}
