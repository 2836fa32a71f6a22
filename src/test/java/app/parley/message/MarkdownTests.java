package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MarkdownTests {

    private final Markdown markdown = new Markdown();

    private String html(String source) {
        return markdown.toHtml(source, List.of());
    }

    @Test
    void everydayMarkdownBecomesHtml() {
        assertThat(html("**bold** *soft* ~~gone~~ `code`"))
                .isEqualTo("<p><strong>bold</strong> <em>soft</em> <del>gone</del> <code>code</code></p>\n");
        assertThat(html("one\ntwo")).isEqualTo("<p>one<br />\ntwo</p>\n");
        assertThat(html("- [x] done\n- [ ] open")).isEqualTo("<ul><li>☑ done</li><li>☐ open</li></ul>\n");
        assertThat(html("| a | b |\n|---|--:|\n| 1 | 2 |")).contains("<td align=\"right\">2</td>");
        assertThat(html("```java\nint i;\n```"))
                .isEqualTo("<pre><code class=\"language-java\">int i;\n</code></pre>\n");
    }

    @Test
    void addressesBecomeLinksThatGiveNothingAway() {
        assertThat(html("see https://example.org/a?b=1"))
                .contains("href=\"https://example.org/a?b&#61;1\"")
                .contains("rel=\"nofollow noopener noreferrer\"")
                .contains("target=\"_blank\"");
    }

    @Test
    void picturesFromElsewhereAreLinksNotRequests() {
        assertThat(html("![cat](https://example.org/cat.png)"))
                .doesNotContain("<img")
                .contains(">cat</a>");
    }

    @Test
    void headingsDoNotMixWithThoseOfThePage() {
        assertThat(html("# Plan")).isEqualTo("<p><strong>Plan</strong></p>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "<img src=x onerror=alert(1)>",
                "<svg/onload=alert(1)>",
                "<iframe srcdoc='<script>alert(1)</script>'>",
                "[click](javascript:alert(1))",
                "[click](JaVaScRiPt&#58;alert(1))",
                "[click](data:text/html,<script>alert(1)</script>)",
                "<javascript:alert(1)>",
                "![x](javascript:alert(1))",
                "`<script>alert(1)</script>`",
                "```\"><script>alert(1)</script>\nx\n```",
                "```x onload=alert(1)\nx\n```",
                "<a href='javascript:alert(1)'>x</a>",
                "<div style=\"background:url(javascript:alert(1))\">",
                "[x](https://example.org \"\\\" onmouseover=alert(1) x=\\\"\")",
                "&lt;script&gt;alert(1)&lt;/script&gt;",
                "<math><mtext></mtext><mglyph><svg><mtext><textarea><a title=\"</textarea><img src onerror=alert(1)>\">",
                "https://example.org/\"onmouseover=alert(1)",
                "<!--><img src=x onerror=alert(1)>-->",
                "| <img src=x onerror=alert(1)> |\n|---|"
            })
    void whatLooksLikeCodeIsText(String attack) {
        // Whatever survives as a tag is one of ours without a handler or a scriptable address.
        String tags = html(attack).replaceAll(">[^<]*", ">");
        assertThat(tags.replaceAll("\"[^\"]*\"", "\"\""))
                .doesNotContainIgnoringCase("<script")
                .doesNotContainIgnoringCase("<img")
                .doesNotContainIgnoringCase("<svg")
                .doesNotContainIgnoringCase("<iframe")
                .doesNotContainIgnoringCase("<math")
                .doesNotContainIgnoringCase("<div")
                .doesNotContainPattern("(?i) on[a-z]+=")
                .doesNotContainIgnoringCase(" style=");
        assertThat(tags).doesNotContainPattern("(?i)href=\"(?!https?:|mailto:)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">",
                "> ",
                "- ",
                "1. ",
                "*",
                "**",
                "_",
                "*a ",
                "**a _b ",
                "[",
                "[a](",
                "![",
                "](",
                "[a][",
                "<",
                "<a ",
                "`",
                "``` ",
                "~",
                "~~a",
                "|",
                "|-",
                "\\",
                "&",
                "&amp",
                "#",
                "- [ ] ",
                "\n",
                "\t",
                "a\n\n",
                "http://",
                "www.a.",
                "a@b.",
                "<!--",
                "<![CDATA[",
                "*a_ ",
                "[a]: b\n",
                "> - ",
                "[[]",
                "`a",
                "é́"
            })
    void everyPatternEndsInTime(String pattern) {
        String body = pattern.repeat(10_000 / pattern.length());

        // Far above the 100 ms that it takes at most on an idle machine: this only tells linear from not.
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(html(body)).isNotNull());
    }
}
