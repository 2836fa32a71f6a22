package app.parley.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZonedDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DoNotDisturbTests {

    @ParameterizedTest
    @CsvSource({
        "HOUR, 2026-11-28T23:30+01:00[Europe/Berlin], 2026-11-29T00:30+01:00[Europe/Berlin]",
        "FOUR_HOURS, 2026-03-29T01:00+01:00[Europe/Berlin], 2026-03-29T06:00+02:00[Europe/Berlin]",
        "UNTIL_TOMORROW, 2026-11-28T23:59+01:00[Europe/Berlin], 2026-11-29T09:00+01:00[Europe/Berlin]",
        "UNTIL_TOMORROW, 2026-11-28T00:01+09:00[Asia/Tokyo], 2026-11-29T09:00+09:00[Asia/Tokyo]"
    })
    void itEndsWhereThePersonIs(DoNotDisturbController.For length, ZonedDateTime now, ZonedDateTime end) {
        assertThat(length.from(now)).isEqualTo(end);
    }
}
