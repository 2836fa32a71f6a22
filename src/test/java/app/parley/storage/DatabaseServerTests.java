package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseServerTests {

    @ParameterizedTest
    @CsvSource({
        "10.11.6-MariaDB-0+deb12u1, true",
        "5.5.5-10.11.2-MariaDB, true",
        "11.4.2-MariaDB, true",
        "8.4.0, false",
        "9.7.4, false",
        "something, false"
    })
    void whatIsNewEnoughIsTaken(String version, boolean mariaDb) {
        assertThatNoException().isThrownBy(() -> DatabaseServer.check(version, mariaDb));
    }

    @ParameterizedTest
    @CsvSource({
        "10.6.18-MariaDB, true, 10.11",
        "5.5.5-10.3.39-MariaDB, true, 10.11",
        "5.5.68-MariaDB, true, 10.11",
        "8.0.36-28, false, 8.4",
        "5.7.44-log, false, 8.4"
    })
    void whatIsTooOldIsRefusedByItsVersion(String version, boolean mariaDb, String least) {
        assertThatExceptionOfType(UnusableStorage.class)
                .isThrownBy(() -> DatabaseServer.check(version, mariaDb))
                .withMessageContaining(version)
                .matches(refused -> refused.action().contains(least));
    }
}
