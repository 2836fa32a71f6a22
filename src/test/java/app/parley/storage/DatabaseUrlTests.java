package app.parley.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTests {

    private final Path data = Path.of("data");

    @Test
    void withoutASettingTheDatabaseIsAFile() {
        DatabaseUrl url = DatabaseUrl.of("", data);

        assertThat(url.jdbc()).isEqualTo("jdbc:sqlite:" + data.resolve("parley.db"));
        assertThat(url.vendor()).isEqualTo("sqlite");
    }

    @Test
    void aUrlOfAHostingPlatformIsUnderstood() {
        DatabaseUrl url = DatabaseUrl.of("mysql://ada:p%40ss+word@db.example:25060/parley?sslMode=REQUIRED", data);

        assertThat(url.jdbc()).isEqualTo("jdbc:mysql://db.example:25060/parley?sslMode=REQUIRED");
        assertThat(url.user()).isEqualTo("ada");
        assertThat(url.password()).isEqualTo("p@ss+word");
        assertThat(url.vendor()).isEqualTo("mysql");
    }

    @Test
    void theUsualPortIsUnderstood() {
        assertThat(DatabaseUrl.of("mariadb://root@localhost/parley", data).jdbc())
                .isEqualTo("jdbc:mariadb://localhost:3306/parley");
    }

    @Test
    void thePasswordIsNotInTheLog() {
        assertThat(DatabaseUrl.of("mysql://ada:secret@db/parley", data))
                .asString()
                .doesNotContain("secret");
        assertThat(DatabaseUrl.of("jdbc:mysql://db/parley?user=ada&password=secret", data))
                .asString()
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://a@b/c",
                "jdbc:h2:mem:x",
                "parley.db",
                "jdbc:mysql:",
                "mysql://db",
                "mysql://ada:a b@db/parley",
                "mysql:///parley"
            })
    void anythingElseIsRefusedWithAClearSentence(String setting) {
        assertThatExceptionOfType(UnusableStorage.class)
                .isThrownBy(() -> DatabaseUrl.of(setting, data))
                .withMessageContaining("DATABASE_URL");
    }
}
