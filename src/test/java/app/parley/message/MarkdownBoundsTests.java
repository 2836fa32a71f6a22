package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import app.parley.testing.Scale;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is stored can be shown: no text, however hostile, fails, takes long or grows beyond what every reader can take. */
class MarkdownBoundsTests {

    private static final List<Mentioned> BO = List.of(new Mentioned(17, "bo", "Bo Nguyễn"));

    /** Of processor time, for the longest text that can be stored. */
    private static final long MAX_MILLIS = 100;

    private static final int MAX_GROWTH = 20;
    private static final int MAX_BYTES = 200_000;

    /** Fifty times as much as a link to Bo is long. */
    private static final int NAMES = 50 * 120;

    private final Markdown markdown = new Markdown();

    @Test
    void everyTextIsShownInBounds() {
        texts().forEach(text -> {
            String html = markdown.toHtml(text, BO);

            assertThat(html.length()).as(beginning(text)).isLessThanOrEqualTo(MAX_GROWTH * text.length() + NAMES);
            assertThat(html.getBytes(StandardCharsets.UTF_8).length)
                    .as(beginning(text))
                    .isLessThan(MAX_BYTES);
            assertThat(Markdown.mentions(text)).as(beginning(text)).hasSizeLessThanOrEqualTo(50);
            assertThat(markdown.toText(text, BO)).as(beginning(text)).isNotNull();
        });
    }

    /** Processor time, and the best of a few tries: what else this machine does, and what is not compiled yet, is no fault. */
    @Test
    void everyTextIsShownInTime() {
        ThreadMXBean clock = ManagementFactory.getThreadMXBean();
        texts().forEach(text -> {
            long millis = LongStream.range(0, 5)
                    .map(_ -> {
                        long start = clock.getCurrentThreadCpuTime();
                        assertThat(markdown.toHtml(text, BO)).isNotEmpty();
                        return (clock.getCurrentThreadCpuTime() - start) / 1_000_000;
                    })
                    .filter(time -> time < MAX_MILLIS)
                    .findFirst()
                    .orElse(Long.MAX_VALUE);

            assertThat(millis).as(beginning(text)).isLessThan(MAX_MILLIS);
        });
    }

    @Test
    void aTextBeyondTheBoundsShowsAsItIsWritten() {
        String wide = "|" + "a|".repeat(400) + "\n|" + "-|".repeat(400) + "\n" + "a\n".repeat(4_000);
        assertThat(markdown.toHtml(wide, BO)).startsWith("<p>|a|a|").contains("|<br />\na<br />\na");

        String deep = "*a **b ".repeat(100) + "c" + "** *".repeat(100);
        assertThat(markdown.toHtml(deep, BO)).startsWith("<p>*a **b *a **b");

        String far = "[a]: http:b/" + "c".repeat(4_000) + "\n\n" + "[a]".repeat(1_000);
        assertThat(markdown.toHtml(far, BO)).doesNotContain("<a ");
    }

    @Test
    void whatPeopleWriteIsWithinTheBounds() {
        String table = "|" + " column |".repeat(15) + "\n|" + " --: |".repeat(15) + "\n"
                + ("|" + " 1 |".repeat(15) + "\n").repeat(100);
        assertThat(markdown.toHtml(table, BO)).startsWith("<table>");
        assertThat(markdown.toHtml("@bo", BO)).contains("<a ");
        assertThat(markdown.toHtml("@bo @all ".repeat(25), BO)).contains("<a ");
        assertThat(markdown.toHtml("> ".repeat(6) + "*a **b ~~c~~** d*", BO)).contains("<del>");
        assertThat(markdown.toHtml("https://example.org/" + "a".repeat(9_000), BO))
                .contains("<a ");
    }

    private static Stream<String> texts() {
        Random random = Scale.random("MarkdownBoundsTests");
        return Stream.concat(HostileMarkdown.known(), HostileMarkdown.random(random, Scale.of(200)));
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), 80));
    }
}
