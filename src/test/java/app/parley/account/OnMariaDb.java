package app.parley.account;

import app.parley.testing.TestDatabase;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.test.context.ContextConfiguration;

/** Runs the tests that a class inherits on a server of the MySQL family. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ContextConfiguration(initializers = OnMariaDb.OnAServer.class, inheritInitializers = false)
public @interface OnMariaDb {

    class OnAServer extends AccountTest.OnItsOwnDatabase {

        public OnAServer() {
            super(TestDatabase.MARIADB);
        }
    }
}
