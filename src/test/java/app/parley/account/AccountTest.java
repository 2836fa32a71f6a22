package app.parley.account;

import app.parley.testing.FreshDatabase;
import app.parley.testing.TestDatabase;
import app.parley.testing.sql.StatementCounter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.support.TestPropertySourceUtils;

/** The whole application on an SQLite file of its own, where Ada is the administrator, with a clock that tests move. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(properties = {"PARLEY_ADMIN_USERNAME=ada", "PARLEY_ADMIN_PASSWORD=" + AccountTest.PASSWORD})
@AutoConfigureMockMvc
@ContextConfiguration(initializers = AccountTest.OnItsOwnDatabase.class)
@Import({MovableClock.class, StatementCounter.class})
public @interface AccountTest {

    String PASSWORD = "lantern-orchid-42-meadow";

    class OnItsOwnDatabase implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        private final TestDatabase family;

        public OnItsOwnDatabase() {
            this(TestDatabase.SQLITE);
        }

        protected OnItsOwnDatabase(TestDatabase family) {
            this.family = family;
        }

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            FreshDatabase database = family.fresh();
            database.environment()
                    .forEach((name, value) ->
                            TestPropertySourceUtils.addInlinedPropertiesToEnvironment(context, name + "=" + value));
            context.addApplicationListener((ContextClosedEvent closed) -> database.close());
        }
    }
}
