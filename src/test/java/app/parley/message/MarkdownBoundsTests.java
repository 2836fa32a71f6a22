package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import app.parley.testing.Scale;
import app.parley.testing.StompFrame;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is stored can be shown: no text, however hostile, fails, takes long or grows beyond what every reader can take. */
class MarkdownBoundsTests {

    private static final List<Mentioned> BO = List.of(new Mentioned(17, "bo", "Bo Nguyễn"));

    /** Of processor time, for the longest text that can be stored. */
    private static final Duration MAX_TIME = Duration.ofMillis(100);

    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private static final int MAX_GROWTH = 20;
    private static final int MAX_BYTES = 200_000;

    /** So many bytes may wait for a reader; whoever falls behind by more loses the socket. */
    private static final int QUEUE = 1 << 20;

    /** Fifty times as much as a link to Bo is long. */
    private static final int NAMES = 50 * 120;

    private final Markdown markdown = new Markdown();

    @Test
    void everyTextIsShownInBounds() {
        texts().forEach(text -> {
            String html = shownInTime(text);

            assertThat(html).as(beginning(text)).isNotBlank();
            assertThat(html.length()).as(beginning(text)).isLessThanOrEqualTo(MAX_GROWTH * text.length() + NAMES);
            assertThat(html.getBytes(StandardCharsets.UTF_8).length)
                    .as(beginning(text))
                    .isLessThan(MAX_BYTES);
            assertThat(event(text, html)).as(beginning(text)).hasSizeLessThan(QUEUE / 2);
            assertThat(Markdown.mentions(text)).as(beginning(text)).hasSizeLessThanOrEqualTo(50);
            assertThat(markdown.toText(text, BO)).as(beginning(text)).isNotNull();
        });
    }

    /** Processor time, and a few tries: what else this machine does, and what is not compiled yet, is no fault. */
    private String shownInTime(String text) {
        for (int i = 0; i < 5; i++) {
            long start = CLOCK.getCurrentThreadCpuTime();
            String html = markdown.toHtml(text, BO);
            if (CLOCK.getCurrentThreadCpuTime() - start < MAX_TIME.toNanos()) {
                return html;
            }
        }
        return fail("takes longer than " + MAX_TIME + ": " + beginning(text));
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
        return Stream.concat(HostileMarkdown.known(), HostileMarkdown.random(random, Scale.of(100)));
    }

    /** What a socket carries of it, apart from a few short fields. */
    private static byte[] event(String text, String html) {
        return StompFrame.JSON.writeValueAsBytes(Map.of("body", text, "html", html));
    }

    private static String beginning(String text) {
        return text.substring(0, Math.min(text.length(), 80));
    }
}
