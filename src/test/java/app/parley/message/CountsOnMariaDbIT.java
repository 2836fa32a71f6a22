package app.parley.message;

import app.parley.testing.FreshDatabase;
import app.parley.testing.TestDatabase;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class CountsOnMariaDbIT extends Counts {

    private static final FreshDatabase DATABASE = TestDatabase.MARIADB.fresh();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry properties) {
        use(DATABASE, properties);
    }

    @Override
    FreshDatabase database() {
        return DATABASE;
    }
}
