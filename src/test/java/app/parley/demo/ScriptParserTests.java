package app.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import app.parley.demo.Script.Line;
import app.parley.room.RoomKind;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptParserTests {

    private static final ZonedDateTime A_TUESDAY = ZonedDateTime.parse("2026-11-24T15:00:00+01:00[Europe/Berlin]");

    private static final String SETTINGS = """
            name: Kitchen
            description: What is cooking
            kind: closed
            members: ines anna
            unread: 2

            """;

    @Test
    void settingsDescribeTheRoom() {
        Script script = parse("=== Today: soup\n-0:20 anna: Soup!");

        assertThat(script.name()).isEqualTo("Kitchen");
        assertThat(script.description()).isEqualTo("What is cooking");
        assertThat(script.kind()).isEqualTo(RoomKind.CLOSED);
        assertThat(script.members()).containsExactly(Cast.INES, Cast.ANNA);
        assertThat(script.unread()).isEqualTo(2);
    }

    @Test
    void aTextGoesOnUntilSomebodyElseSpeaks() {
        Script script = parse("""
                === Day 1: soup
                09:12 ines: The log says

                ```
                13:37:02 WARN  soup: gone
                ```

                09:13 anna:
                - who
                - did that?
                """);

        assertThat(script.lines())
                .extracting(Line::speaker, Line::body)
                .containsExactly(
                        tuple(Cast.INES, "The log says\n\n```\n13:37:02 WARN  soup: gone\n```"),
                        tuple(Cast.ANNA, "- who\n- did that?"));
    }

    @ParameterizedTest
    @CsvSource({
        "Day 1, 09:12, 2026-11-23T08:12:00Z",
        "Day 2, 09:12, 2026-11-20T08:12:00Z",
        "Day 7, 18:00, 2026-11-13T17:00:00Z",
        "Saturday after 7, 10:00, 2026-11-14T09:00:00Z",
        "Sunday after 6, 10:00, 2026-11-22T09:00:00Z",
        "Today, -2:05, 2026-11-24T11:55:00Z"
    })
    void daysAreCountedBackFromTheStart(String heading, String time, String instant) {
        Script script = parse("=== %s: soup\n%s anna: Soup!".formatted(heading, time));

        assertThat(script.lines()).extracting(line -> line.at().toString()).containsExactly(instant);
    }

    @Test
    void conversationsAreSortedByTimeAndKeepTheirOrderWithinAMinute() {
        Script script = parse("""
                === Today: soup
                -0:20 anna: third
                -0:20 ines: fourth
                === Day 2: bread
                09:12 anna: first
                === Day 1: bread
                09:12 anna: second
                """);

        assertThat(script.lines()).extracting(Line::body).containsExactly("first", "second", "third", "fourth");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "=== Someday: soup               | kitchen.txt:7: a heading is",
                "soup: yes                       | kitchen.txt:7: expected a setting",
                "=== Today: soup¶hello           | kitchen.txt:8: expected somebody who speaks",
                "=== Today: soup¶-0:20 bob: Hi   | kitchen.txt:8: nobody is called “bob”",
                "=== Today: soup¶-0:20 ravi: Hi  | kitchen.txt:8: ravi is no member of this room",
                "=== Today: soup¶09:20 anna: Hi  | kitchen.txt:8: times are",
                "=== Day 3: soup¶-0:20 anna: Hi  | kitchen.txt:8: times are",
                "=== Day 3: soup¶25:20 anna: Hi  | kitchen.txt:8: Invalid value for HourOfDay",
                "=== Day 3: soup¶09:20 anna: Hi¶09:19 ines: Hi | kitchen.txt:9: this would be before the line above",
                "=== Day 3: soup¶09:20 anna: Hi¶=== Day 2: soup¶¶hello | kitchen.txt:11: expected somebody who speaks"
            })
    void aMistakeIsNamedWithItsFileAndLine(String conversations, String message) {
        assertThatThrownBy(() -> parse(conversations.replace("¶", "\n")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void aMissingSettingIsNamed() {
        assertThatThrownBy(() -> new ScriptParser("kitchen.txt", A_TUESDAY).parse("name: Kitchen"))
                .hasMessage("kitchen.txt:1: the setting “description” is missing");
    }

    private static Script parse(String conversations) {
        return new ScriptParser("kitchen.txt", A_TUESDAY).parse(SETTINGS + conversations);
    }
}
