package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.util.HtmlUtils;

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
        assertThat(html("- [x] done\n- [ ] open"))
                .isEqualTo("<ul><li class=\"task\">☑ done</li><li class=\"task\">☐ open</li></ul>\n");
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "https://example.com/_foo_/bar                | https://example.com/_foo_/bar",
                "https://example.com/src/__init__.py          | https://example.com/src/__init__.py",
                "https://example.com/a*b*c                    | https://example.com/a*b*c",
                "https://example.com/~ada/~~x~~/y             | https://example.com/~ada/~~x~~/y",
                "https://example.com/a_                       | https://example.com/a",
                "**https://example.com/a**                    | https://example.com/a",
                "_https://example.com/_a_/b_                  | https://example.com/_a_/b",
                "~~https://example.com/a~~                    | https://example.com/a",
                "(https://example.com/a_(b)_c)                | https://example.com/a_(b)_c",
                "(see https://example.com/a).                 | https://example.com/a",
                "[https://example.com/[a]]                    | https://example.com/[a]",
                "\"https://example.com/a\".                   | https://example.com/a",
                "“https://example.com/a”                      | https://example.com/a",
                "'https://example.com/a',                     | https://example.com/a",
                "<https://example.com/a_b_c>                  | https://example.com/a_b_c",
                "look: https://example.com/a?b=_c_&d=1#_e_!   | https://example.com/a?b=_c_&d=1#_e",
                "https://example.com/a&gt;                    | https://example.com/a",
                "https://example.com/a\\_b\\_c                | https://example.com/a_b_c",
                "https://example.com。次の文                  | https://example.com",
                "https://example.com/a、b                     | https://example.com/a",
                "見て「https://example.com/a」                | https://example.com/a",
                "https://example.comを見て                    | https://example.com",
                "見てhttps://example.com/a                    | https://example.com/a",
                "https://ja.wikipedia.org/wiki/日本語_(曖昧)  | https://ja.wikipedia.org/wiki/日本語_(曖昧)",
                "https://bücher.example/_a_/                  | https://bücher.example/_a_/",
                "https://例え.テスト/_a_                      | https://例え.テスト/_a",
                "https://пример.испытание/a؟                  | https://пример.испытание/a",
                "https://example.com/क।                       | https://example.com/क",
                "HTTPS://EXAMPLE.COM/_A_/b                    | HTTPS://EXAMPLE.COM/_A_/b",
                "http://localhost:8080/_a_/b                  | http://localhost:8080/_a_/b",
                "http://[::1]:8080/_a_/b                      | http://[::1]:8080/_a_/b",
                "https://example.com/@bo/_a_/b                | https://example.com/@bo/_a_/b"
            })
    void aBareUrlIsOneWord(String text, String url) {
        String html = html(text);

        assertThat(html).containsOnlyOnce("<a ").doesNotContain("<em>" + url.charAt(0) + "<");
        assertThat(HtmlUtils.htmlUnescape(html.replaceAll("(?s).*<a [^>]*>([^<]*)</a>.*", "$1")))
                .isEqualTo(url);
    }

    @Test
    void wordsAroundABareUrlKeepTheirMarks() {
        assertThat(html("*see https://example.org/a_b* and ~~https://example.org~~, or www.example.org/_a_/b"))
                .startsWith("<p><em>see <a ")
                .contains("</a></em> and <del><a ", "</a></del>, or <a ", "href=\"http://www.example.org/_a_/b\"");
        assertThat(html("[the https://example.org/a_b](https://example.org/c)"))
                .containsOnlyOnce("<a ")
                .contains("href=\"https://example.org/c\"", ">the https://example.org/a_b</a>");
        assertThat(html("xhttps://example.org https: www.x http:// h w")).doesNotContain("<a ");
        assertThat(html("`https://example.org/_a_`")).doesNotContain("<a ");
    }

    /** A definition, an empty link: what renders to nothing is written out. */
    @Test
    void noMessageIsInvisible() {
        assertThat(html("[a]: http://example.org 'b'")).isEqualTo("<p>[a]: http://example.org &#39;b&#39;</p>\n");
        assertThat(html("[](https://example.org)\n\n#")).startsWith("<p>[](https://example.org)<br />");
        assertThat(html("***")).isEqualTo("<hr />\n");
    }

    @Test
    void oneTildeStrikesNothing() {
        assertThat(html("5~10, 15~20")).isEqualTo("<p>5~10, 15~20</p>\n");
        assertThat(html("~/x ~/y")).isEqualTo("<p>~/x ~/y</p>\n");
        assertThat(html("~~5~10~~")).isEqualTo("<p><del>5~10</del></p>\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "¯\\_(ツ)_/¯",
                "well ¯\\_(ツ)_/¯ and ¯\\_(ツ)_/¯.",
                "*_*",
                "*-* (*.*)",
                "¯\\_(ツ)_/¯ >_< *_*, ^_^ -_- ;_; =_=",
                "so >_< and >_<",
                ">_<",
                ">.<",
                ">:(",
                ">_< oh no",
                "hm\n>_<\nhm"
            })
    void facesStay(String face) {
        assertThat(HtmlUtils.htmlUnescape(html(face)))
                .isEqualTo("<p>" + face.replace("\n>", "</p>\n<p>>").replace("\nhm", "<br />\nhm") + "</p>\n");
    }

    @Test
    void tasksHaveABoxAndNoBullet() {
        assertThat(html("- [x] done\n\n- [ ] *open*\n- bullet"))
                .contains(
                        "<li class=\"task\">\n<p>☑ done</p>",
                        "<li class=\"task\">\n<p>☐ <em>open</em></p>",
                        "<li>\n<p>bullet</p>");
    }

    @Test
    void onlyACellWithManyWordsBreaksItsLines() {
        assertThat(html("| a few words | b |\n|---|---|\n| " + "many words ".repeat(4) + " | c |"))
                .contains("<th>a few words</th>", "<td class=\"long\">many words", "<td>c</td>");
    }

    @Test
    void quotesAreNoFaces() {
        assertThat(html("> _<")).startsWith("<blockquote>");
        assertThat(html(">yes")).startsWith("<blockquote>");
        assertThat(html(">:( he said\n> and more")).startsWith("<blockquote>");
        assertThat(html("> >_<")).isEqualTo("<blockquote>\n<p>&gt;_&lt;</p>\n</blockquote>\n");
    }

    @Test
    void noControlMakesALinkReadAsAnother() {
        assertThat(html("https://example.org/\u202Efdp.exe"))
                .contains("href=\"https://example.org/%E2%80%AEfdp.exe\"", ">https://example.org/%E2%80%AEfdp.exe</a>");
        assertThat(html("[a\u202Eb\u2066c\u200F `d\u202E`](https://example.org)"))
                .contains(">abc <code>d</code></a>");
        assertThat(html("\u202Egro.elpmaxe//:sptth https://example.org")).doesNotContain("\u202E");
        assertThat(html("![a\u202Eb](https://example.org)")).contains(">ab</a>");
    }

    @Test
    void noticesShowTheWordsAndNotTheMarks() {
        String source = """
                # Plan
                **Bold** and `code`, [a link](https://example.org), https://example.org/_a_/b, \\@bo & <b>
                > quoted @bo
                > twice

                - [x] done
                - open

                3. three
                4. four

                | a | b |
                |---|---|
                | 1 | @bo |

                ```java
                int i;
                ```
                ¯\\_(ツ)_/¯ @bo.""";

        assertThat(markdown.toText(source, List.of(new Mentioned(17, "bo", "Bo Nguyễn"))))
                .isEqualTo("""
                Plan
                Bold and code, a link, https://example.org/_a_/b, @bo & <b>
                “quoted @bo
                twice”
                ☑ done
                • open
                3. three
                4. four
                a · b
                1 · @Bo Nguyễn
                int i;
                ¯\\_(ツ)_/¯ @Bo Nguyễn.""");
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
}
