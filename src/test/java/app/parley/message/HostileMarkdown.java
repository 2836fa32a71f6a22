package app.parley.message;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Texts as long as a message may be that cost a renderer the most: known shapes, and random ones from a seed. */
final class HostileMarkdown {

    private static final List<String> PIECES = List.of(
            "a",
            "b ",
            "é́",
            "日本",
            "🎉",
            "\u202E",
            " ",
            "    ",
            "\t",
            "\n",
            "\n\n",
            ">",
            "> ",
            "- ",
            "* ",
            "1. ",
            "- [ ] ",
            "# ",
            "***\n",
            "*",
            "**",
            "_",
            "__",
            "~",
            "~~",
            "`",
            "``",
            "```\n",
            "[",
            "]",
            "![",
            "](",
            "[a]",
            "[a](b",
            "[a]: http:b\n",
            ")",
            "<",
            "<a ",
            "<a@b.c>",
            "<http://a.b>",
            "<!--",
            "|",
            "|-",
            "|a|b|\n|-|-|\n",
            "a|b\n",
            "\\",
            "\\@bo",
            "@bo ",
            "@all ",
            "@",
            "&",
            "&amp;",
            "&#64;",
            "&#0;",
            "http://",
            "https://a.b/_c_",
            "www.a.",
            "a@b.c ",
            "¯\\_(ツ)_/¯",
            ">_<\n",
            "\"",
            "'",
            "'x'");

    private HostileMarkdown() {}

    static Stream<String> known() {
        return Stream.of(
                        tables(),
                        nesting(),
                        references(),
                        PIECES.stream().map(HostileMarkdown::filled),
                        Stream.of(
                                        "*a ",
                                        "**a _b ",
                                        "*a_ ",
                                        "[a][",
                                        "[[]",
                                        "[a](<b",
                                        "[a](b \"",
                                        "[a](b '",
                                        "`a",
                                        "<a b=\"",
                                        "<a b='",
                                        "<?",
                                        "<!A",
                                        "<![CDATA[",
                                        "&#x",
                                        "a**b",
                                        "*a*",
                                        "~~a",
                                        "- - ",
                                        "-\n+\n",
                                        ">#\n\n",
                                        ">-\n\n",
                                        "#\n",
                                        "-\n\n",
                                        "|\n",
                                        "a\n=\n",
                                        "[a](http:b)",
                                        "![a](http:b)",
                                        "<http:a>",
                                        "\\\n",
                                        "a  \n",
                                        "http://a(",
                                        "http://a.b&a;",
                                        "http://a!",
                                        "(http://a.b",
                                        "[http://a.b",
                                        "www.",
                                        "http://[",
                                        "@b@",
                                        "@bo.",
                                        "[@bo](",
                                        "**@bo**",
                                        "[@bo](http:b)",
                                        "[^a]")
                                .map(HostileMarkdown::filled))
                .flatMap(texts -> texts);
    }

    static Stream<String> random(Random random, int count) {
        return IntStream.range(0, count).mapToObj(i -> switch (i % 3) {
            case 0 -> filled(pieces(random, 1 + random.nextInt(6)));
            case 1 -> filled(pieces(random, 40));
            default -> pieces(random, 1 + random.nextInt(400));
        });
    }

    /** By columns and rows, at the left edge and in quotes and lists, with and without what their cells hold. */
    private static Stream<String> tables() {
        return Stream.of(1, 2, 10, 50, 200, 400, 3_000)
                .flatMap(columns -> Stream.of("|\n", "a\n", "|a\n", "\\|a|\n", "> |\n")
                        .flatMap(row -> Stream.of("", "> - ").map(in -> table(columns, row, in))));
    }

    private static String table(int columns, String row, String in) {
        String head = in + "|" + "a|".repeat(columns) + "\n";
        String inside = in.replace('-', ' ');
        String rule = inside + "|" + ":-:|".repeat(columns) + "\n";
        String table = head + rule + filled(inside + row);
        return table.substring(0, Math.min(table.length(), Draft.LONGEST));
    }

    private static Stream<String> nesting() {
        return Stream.of("[", "![", "*", "**", "***", "_", "~~", "> ", "- ", "1. ", "[*", "**_", "> - ")
                .flatMap(open -> {
                    String close = open.replace("![", "](http:b)")
                            .replace("[", "](http:b)")
                            .replace("> ", "")
                            .replace("- ", "")
                            .replace("1. ", "");
                    int depth = 9_000 / (open.length() + close.length());
                    return Stream.of(
                            open.repeat(depth) + "a" + close.repeat(depth),
                            "@all " + (open + "a ").repeat(1_000) + ("b" + close + " ").repeat(500),
                            open.repeat(40) + "a" + close.repeat(40));
                });
    }

    private static Stream<String> references() {
        return Stream.of(1, 100, 1_000, 5_000)
                .flatMap(length -> Stream.of("[a] ", "[a]", "![a]", "[a][a]", "*[a]*")
                        .map(use ->
                                "[a]: http:b/" + "c".repeat(length) + " 'd'\n\n" + use.repeat(4_000 / use.length())));
    }

    private static String filled(String piece) {
        return piece.repeat(Math.max(1, Draft.LONGEST / piece.codePointCount(0, piece.length())));
    }

    private static String pieces(Random random, int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }
}
