package app.parley.demo;

import app.parley.demo.Script.Line;
import app.parley.room.RoomKind;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one file of the demo; {@link Script} describes how it is written. */
class ScriptParser {

    private static final Pattern SETTING = Pattern.compile("(name|description|kind|members|unread): (.+)");
    private static final Pattern HEADING =
            Pattern.compile("=== (?:Day (?<day>\\d+)|(?<weekend>Saturday|Sunday) after (?<after>\\d+)|Today): .+");
    private static final Pattern SPEECH = Pattern.compile("(-?)(\\d{1,2}):(\\d{2}) (\\p{L}+):(.*)");

    private final String file;
    private final ZonedDateTime start;
    private final Map<String, String> settings = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private int number;
    private boolean talking;
    private boolean speaking;
    private Instant last = Instant.MIN;

    /** The day of the conversation, or null if it is today and told in hours and minutes before the start. */
    private @Nullable LocalDate day;

    ScriptParser(String file, ZonedDateTime start) {
        this.file = file;
        this.start = start;
    }

    /** @throws IllegalArgumentException with file and line if the text is not written as it should be */
    Script parse(String text) {
        try {
            text.lines().forEach(this::take);
            return script();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IllegalArgumentException("%s:%d: %s".formatted(file, number, e.getMessage()), e);
        }
    }

    private void take(String line) {
        number++;
        Matcher speech = SPEECH.matcher(line);
        if (line.startsWith("=== ")) {
            begin(line);
        } else if (!talking) {
            set(line);
        } else if (speech.matches()) {
            speak(speech);
        } else if (speaking) {
            goOn(line);
        } else {
            require(line.isBlank(), "expected somebody who speaks, such as “09:12 ines: Good morning!”");
        }
    }

    private void begin(String line) {
        Matcher heading = HEADING.matcher(line);
        require(heading.matches(), "a heading is “=== Day 3: …”, “=== Saturday after 6: …” or “=== Today: …”");
        talking = true;
        speaking = false;
        last = Instant.MIN;
        if (heading.group("day") != null) {
            day = workingDay(Integer.parseInt(heading.group("day")));
        } else if (heading.group("weekend") != null) {
            var weekday = DayOfWeek.valueOf(heading.group("weekend").toUpperCase(Locale.ROOT));
            day = workingDay(Integer.parseInt(heading.group("after"))).with(TemporalAdjusters.next(weekday));
        } else {
            day = null;
        }
    }

    private LocalDate workingDay(int before) {
        return Stream.iterate(start.toLocalDate().minusDays(1), date -> date.minusDays(1))
                .filter(date -> date.getDayOfWeek().compareTo(DayOfWeek.FRIDAY) <= 0)
                .skip(before - 1L)
                .findFirst()
                .orElseThrow();
    }

    private void set(String line) {
        Matcher setting = SETTING.matcher(line);
        require(line.isBlank() || setting.matches(), "expected a setting such as “name: Lobby”");
        if (!line.isBlank()) {
            settings.put(setting.group(1), setting.group(2));
        }
    }

    private void speak(Matcher speech) {
        Cast speaker = Cast.named(speech.group(4));
        require(members().contains(speaker), speaker.username() + " is no member of this room");
        Instant at = time(speech);
        require(!at.isBefore(last), "this would be before the line above");
        lines.add(new Line(at, speaker, speech.group(5)));
        last = at;
        speaking = true;
    }

    private Instant time(Matcher speech) {
        require(speech.group(1).isEmpty() == (day != null), "times are “09:12”, and only today “-0:20”");
        int hour = Integer.parseInt(speech.group(2));
        int minute = Integer.parseInt(speech.group(3));
        Instant at = day == null
                ? start.minusHours(hour).minusMinutes(minute).toInstant()
                : day.atTime(LocalTime.of(hour, minute)).atZone(start.getZone()).toInstant();
        require(!at.isAfter(start.toInstant()), "this would be after the start");
        return at;
    }

    private void goOn(String line) {
        Line before = lines.removeLast();
        lines.add(new Line(before.at(), before.speaker(), before.body() + "\n" + line));
    }

    private Script script() {
        List<Line> told = lines.stream()
                .map(line -> new Line(line.at(), line.speaker(), line.body().strip()))
                .sorted(Comparator.comparing(Line::at))
                .toList();
        return new Script(
                setting("name"),
                setting("description"),
                RoomKind.valueOf(setting("kind").toUpperCase(Locale.ROOT)),
                members(),
                Integer.parseInt(setting("unread")),
                told);
    }

    private List<Cast> members() {
        return Stream.of(setting("members").split(" ")).map(Cast::named).toList();
    }

    private String setting(String name) {
        String value = settings.get(name);
        require(value != null, "the setting “" + name + "” is missing");
        return value == null ? "" : value;
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
