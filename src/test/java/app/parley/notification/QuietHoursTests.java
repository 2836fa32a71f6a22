package app.parley.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuietHoursTests {

    @ParameterizedTest
    @CsvSource({
        "22:00, 07:00, 23:00, true",
        "22:00, 07:00, 06:59, true",
        "22:00, 07:00, 07:00, false",
        "22:00, 07:00, 21:59, false",
        "12:00, 13:00, 12:00, true",
        "12:00, 13:00, 13:00, false",
        "12:00, 13:00, 11:59, false",
        "00:00, 00:00, 15:00, true"
    })
    void theyMayGoOverMidnight(LocalTime from, LocalTime to, LocalTime time, boolean quiet) {
        assertThat(new QuietHours.Hours(from, to).contain(time)).isEqualTo(quiet);
    }
}
