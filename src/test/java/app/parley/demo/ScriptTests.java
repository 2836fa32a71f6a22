package app.parley.demo;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.demo.Script.Line;
import app.parley.room.RoomKind;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The texts of the demo keep what the demo promises, on whatever day it starts. */
class ScriptTests {

    private static final ZonedDateTime A_MONDAY = ZonedDateTime.parse("2026-11-23T00:05:00Z");

    /** Words or letters which only this language has; two different ones in one message count. */
    private static final Map<String, Pattern> LANGUAGES = Map.of(
            "English", words("the|and|with|what"),
            "German", words("ich|und|nicht|wir|sind|ist|das"),
            "Spanish", words("para|que|gente|lista|está|todos|después"),
            "French", words("nous|que|une|est|et|dans|les"),
            "Hindi", Pattern.compile("\\p{IsDevanagari}{2,}"),
            "Japanese", Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}]{2,}"),
            "Arabic", Pattern.compile("\\p{IsArabic}{2,}"));

    static Stream<ZonedDateTime> everyDayOfAWeek() {
        return IntStream.range(0, 14).mapToObj(half -> A_MONDAY.plusHours(12L * half));
    }

    @Test
    void thereAreFourOpenRoomsAClosedOneAndTwoDirectOnes() {
        assertThat(Script.all(A_MONDAY))
                .extracting(Script::kind)
                .containsExactly(
                        RoomKind.OPEN,
                        RoomKind.OPEN,
                        RoomKind.OPEN,
                        RoomKind.OPEN,
                        RoomKind.CLOSED,
                        RoomKind.DIRECT,
                        RoomKind.DIRECT);
    }

    @Test
    void thereAreAtLeastFourHundredMessagesAndEverybodySpeaks() {
        List<Line> lines = lines(A_MONDAY);

        assertThat(lines).hasSizeGreaterThanOrEqualTo(400);
        assertThat(lines).extracting(Line::speaker).contains(Cast.values());
    }

    @Test
    void everyTextCanBeStored() {
        for (Script script : Script.all(A_MONDAY)) {
            assertThat(script.name()).hasSizeBetween(1, 80);
            assertThat(script.description()).hasSizeLessThanOrEqualTo(400);
            assertThat(script.unread()).isBetween(0, script.lines().size());
            assertThat(script.lines()).allSatisfy(line -> {
                assertThat(line.body().codePointCount(0, line.body().length())).isBetween(1, 10_000);
                assertThat(line.body()).doesNotContainPattern("[\\p{Cc}\\p{Cs}&&[^\n]]");
            });
        }
    }

    @Test
    void noSpeechIsHiddenInTheTextBefore() {
        assertThat(lines(A_MONDAY))
                .allSatisfy(
                        line -> assertThat(line.body()).doesNotContainPattern("(?m)^-?\\d{1,2}:\\d{2}\\s+\\S+\\s*:"));
    }

    @ParameterizedTest
    @MethodSource("everyDayOfAWeek")
    void theNewestMessageIsAFewMinutesOldAndTheOldestThreeWeeks(ZonedDateTime start) {
        List<Line> lines = lines(start);

        assertThat(ago(lines.getLast(), start)).isBetween(Duration.ofMinutes(1), Duration.ofMinutes(10));
        assertThat(ago(lines.getFirst(), start)).isBetween(Duration.ofDays(21), Duration.ofDays(25));
    }

    @ParameterizedTest
    @MethodSource("everyDayOfAWeek")
    void nothingIsSaidInTheFuture(ZonedDateTime start) {
        assertThat(lines(start)).allSatisfy(line -> assertThat(line.at()).isBefore(start.toInstant()));
    }

    @Test
    void peopleWriteInSixLanguagesOrMore() {
        Set<String> heard = new HashSet<>();
        for (Line line : lines(A_MONDAY)) {
            LANGUAGES.forEach((language, marks) -> {
                if (differentMarks(marks, line.body()) >= 2) {
                    heard.add(language);
                }
            });
        }

        assertThat(heard).containsExactlyInAnyOrderElementsOf(LANGUAGES.keySet());
    }

    private static Pattern words(String words) {
        return Pattern.compile("(?<!\\p{L})(" + words + ")(?!\\p{L})");
    }

    private static long differentMarks(Pattern marks, String text) {
        return marks.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(MatchResult::group)
                .distinct()
                .count();
    }

    private static Duration ago(Line line, ZonedDateTime start) {
        return Duration.between(line.at(), start.toInstant());
    }

    private static List<Line> lines(ZonedDateTime start) {
        return Script.all(start).stream()
                .flatMap(script -> script.lines().stream())
                .sorted(Comparator.comparing(Line::at))
                .toList();
    }
}
