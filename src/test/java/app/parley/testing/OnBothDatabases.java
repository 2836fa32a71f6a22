package app.parley.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Runs the whole class once for each {@link TestDatabase}, which its constructor takes.
 *
 * <p>What all tests share is prepared by a {@code @BeforeParameterizedClassInvocation}, because {@code @BeforeAll} comes
 * once for both databases; then one instance runs them all and a field takes the database, by {@code @Parameter}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ParameterizedClass
@EnumSource(TestDatabase.class)
public @interface OnBothDatabases {}
