package app.parley.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;

/** Whom a text calls, and how that looks. */
class MentionTests {

    private static final Mentioned BO = new Mentioned(17, "bo", "Bo Nguyễn");
    private static final Mentioned BO_JR = new Mentioned(18, "bo.jr", "Bo & Son <b>");

    private final Markdown markdown = new Markdown();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "@bo                     | bo",
                "hello @bo, and @Chidi!  | bo chidi",
                "(@bo) **@chidi** ~@di~  | bo chidi di",
                "@BO                     | bo",
                "- @bo                   | bo",
                "# @bo                   | bo",
                "@all @here              | all here",
                "@bo.jr                  | bo.jr",
                "@bo_jr-2                | bo_jr-2",
                "@boさん                 | bo",
                "ねえ@bo、見て           | bo",
                "@boー                   | bo",
                "@bo님                   | bo",
                "ถาม@boครับ              | bo",
                "请@bo看                 | bo",
                "@bo. @chidi- @di_       | bo chidi di",
                "_@bo_                   | bo",
                ">_< @bo                 | bo",
                "@all... @here!          | all here",
                "@bo’s @chidi's          | bo chidi"
            })
    void aNameAfterTheSignIsCalled(String text, String words) {
        assertThat(Markdown.mentions(text)).extracting(List::getFirst).containsExactly(words.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bo",
                "@",
                "@ bo",
                "bo@example.org",
                "née@bo",
                "/@bo",
                "@@bo",
                "`@bo`",
                "```\n@bo\n```",
                "    @bo",
                "[@bo](https://example.org)",
                "https://example.org/@bo",
                "@boß",
                "@bo\u0301",
                "@boв",
                "\\@bo",
                "\\@all",
                "&#64;bo &#x40;here &commat;all",
                "> @bo",
                "> - > @all",
                "- > [x @bo](https://example.org)",
                "> @bo wrote\nand more",
                "**\\@bo**"
            })
    void nobodyIsCalledInWordsAddressesAndCode(String text) {
        assertThat(Markdown.mentions(text)).isEmpty();
    }

    @Test
    void aDotAtTheEndMayEndTheSentence() {
        assertThat(Markdown.mentions("Ask @bo.")).containsExactly(List.of("bo", "bo."));
        assertThat(markdown.toHtml("Ask @bo.", List.of(BO))).contains(">&#64;Bo Nguyễn</a>.");
    }

    /** From before names had to end in a letter or a digit. */
    @Test
    void anOldNameThatEndsInAMarkIsMeantOnlyWhereNobodyHasTheNameWithout() {
        var old = new Mentioned(19, "bo.", "Old Bo");

        assertThat(markdown.toHtml("Ask @bo.", List.of(old))).contains(">&#64;Old Bo</a><");
        assertThat(markdown.toHtml("Ask @bo.", List.of(BO, old))).contains(">&#64;Bo Nguyễn</a>.");
        assertThat(markdown.toHtml("Ask @bo..", List.of(old))).contains(">&#64;Old Bo</a>.");
    }

    @Test
    void quotesAndEscapesShowTheWord() {
        assertThat(markdown.toHtml("> @bo\n\n\\@bo `@bo` @all", List.of(BO)))
                .isEqualTo("<blockquote>\n<p>&#64;bo</p>\n</blockquote>\n<p>&#64;bo <code>&#64;bo</code> "
                        + "<strong class=\"mention\" data-mention=\"all\">&#64;all</strong></p>\n");
    }

    @Test
    void manyAreMeantByTheirWordsOnly() {
        assertThat(MessageText.of("@all").mentionsMany()).isTrue();
        assertThat(MessageText.of("see @here.").mentionsMany()).isTrue();
        assertThat(MessageText.of("@all-hands @hereafter > @all \\@here `@all`").mentionsMany())
                .isTrue(); // a quote begins a line
        assertThat(MessageText.of("@all-hands @hereafter \\@here `@all`\n> @all")
                        .mentionsMany())
                .isFalse();
    }

    @Test
    void whoeverIsCalledGoesByTheNameOfToday() {
        assertThat(markdown.toHtml("hi @bo!", List.of(BO)))
                .isEqualTo(
                        "<p>hi <a href=\"/users/17\" class=\"mention\" data-mention=\"17\">&#64;Bo Nguyễn</a>!</p>\n");
    }

    @Test
    void theLongerNameWins() {
        assertThat(markdown.toHtml("@bo.jr", List.of(BO, BO_JR)))
                .contains("data-mention=\"18\"")
                .doesNotContain("data-mention=\"17\"");
    }

    @Test
    void namesAreText() {
        assertThat(markdown.toHtml("@bo.jr", List.of(BO_JR)))
                .contains("Bo &amp; Son &lt;b&gt;")
                .doesNotContain("<b>");
    }

    @Test
    void wordsThatCallNobodyStay() {
        assertThat(markdown.toHtml("@nobody and @bo", List.of(BO))).contains("&#64;nobody and <a");
        assertThat(markdown.toHtml("`@bo`", List.of(BO))).doesNotContain("<a");
    }

    @Test
    void everybodyIsCalledByAWord() {
        assertThat(markdown.toHtml("@all look", List.of()))
                .contains("<strong class=\"mention\" data-mention=\"all\">&#64;all</strong> look");
    }

    @Test
    void nobodyElseMakesSomethingLookLikeACall() {
        assertThat(markdown.toHtml("[Bo](/users/17) **@bo** <a class=\"mention\" data-mention=\"17\">x</a>", List.of()))
                .doesNotContain("data-mention=\"17\"", "class=\"mention\"");
    }

    /** {@code CompletionIT} tries it in the browser. */
    @Test
    void theBrowserHasTheSameRule() throws IOException {
        String script = new ClassPathResource("static/js/account/mention.js")
                .getContentAsString(StandardCharsets.UTF_8)
                .replaceAll("\"\\s*\\+ \"", "");
        String expression = "${EXPRESSION}";
        for (String name : List.of("EXPRESSION", "SIGN", "LETTER", "UNSPACED")) {
            Matcher definition =
                    Pattern.compile("const " + name + " = [`\"](.*)[`\"]").matcher(script);
            assertThat(definition.find()).as(name).isTrue();
            expression = expression.replace("${" + name + "}", definition.group(1));
        }

        assertThat(expression.replace("\\\\", "\\")).isEqualTo(MentionRule.EXPRESSION);
    }

    @Test
    void callsInOneMessageAreBounded() {
        String many = IntStream.range(0, 1_000).mapToObj(i -> "@user" + i).collect(Collectors.joining(" "));

        assertThat(Markdown.mentions(many)).hasSize(50);
        assertThat(Markdown.mentions("@bo" + ".".repeat(29)))
                .singleElement()
                .satisfies(readings -> assertThat(readings).hasSize(4));
        assertThat(Markdown.mentions("@" + "b".repeat(33))).isEmpty();
        assertThat(Markdown.mentions(String.join(" ", Collections.nCopies(1_000, "@bo"))))
                .containsExactly(List.of("bo"));
    }
}
