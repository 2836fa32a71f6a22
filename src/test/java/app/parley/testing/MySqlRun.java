package app.parley.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;
import org.opentest4j.TestAbortedException;

/**
 * The second run of {@code verify -Pmysql}: every test that wants a server of the MySQL family gets a real MySQL. No test
 * knows of it. Those that are about no database server, and the halves of the others that are about SQLite, are left out:
 * the first run had them.
 */
public final class MySqlRun implements ExecutionCondition {

    /** JUnit finds this class by itself where {@code junit.jupiter.extensions.autodetection.enabled} is set. */
    public MySqlRun() {}

    static boolean isOn() {
        return Boolean.getBoolean("parley.test.mysql");
    }

    /** Skips the running test in this run. */
    static void leaveOut(String what) {
        if (isOn()) {
            throw new TestAbortedException(what + " had its turn in the first run");
        }
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if (!isOn() || context.getTestMethod().isPresent()) {
            return ConditionEvaluationResult.enabled("no matter of this run");
        }
        return context.getTestClass().filter(MySqlRun::wantsAServer).isPresent()
                ? ConditionEvaluationResult.enabled("wants a database server")
                : ConditionEvaluationResult.disabled("wants no database server");
    }

    private static boolean wantsAServer(Class<?> test) {
        return Stream.<Class<?>>iterate(test, type -> type != Object.class, Class::getSuperclass)
                .anyMatch(type -> isOnBoth(type) || mentionsAServer(type));
    }

    /** By a constructor or a method that takes the database. */
    private static boolean isOnBoth(Class<?> test) {
        return AnnotationSupport.isAnnotated(test, OnBothDatabases.class)
                || Arrays.stream(test.getDeclaredMethods())
                        .anyMatch(method ->
                                Arrays.asList(method.getParameterTypes()).contains(TestDatabase.class));
    }

    /** The names that a class uses stand in its file. */
    private static boolean mentionsAServer(Class<?> test) {
        try (InputStream file = test.getResourceAsStream(test.getName().replaceFirst(".*\\.", "") + ".class")) {
            String names = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1);
            return Stream.of("MARIADB", "ScratchMariaDb", "OnMariaDb;").anyMatch(names::contains);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
