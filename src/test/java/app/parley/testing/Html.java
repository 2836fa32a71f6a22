package app.parley.testing;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * As much of a page as a client without a browser needs: metas and forms. It reads what our own templates print
 * (quoted attributes) and is no general parser.
 */
record Html(String source) {

    private static final Pattern TAG =
            Pattern.compile("<(/?)(meta|form|input|textarea|select|option)\\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([\\w:-]+)(?:\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'))?");

    Optional<String> meta(String name) {
        return tags().stream()
                .filter(tag -> tag.name().equals("meta"))
                .filter(tag -> name.equals(tag.attributes().get("name")))
                .map(tag -> tag.attributes().getOrDefault("content", ""))
                .findFirst();
    }

    /**
     * What a browser would submit for the first form with this action when nobody typed anything: field name to value,
     * hidden fields included.
     */
    Optional<Map<String, String>> form(String action) {
        Map<String, String> fields = null;
        for (Tag tag : tags()) {
            if (tag.name().equals("form")
                    && tag.opens()
                    && action.equals(tag.attributes().get("action"))) {
                fields = new LinkedHashMap<>();
            } else if (tag.name().equals("form") && !tag.opens() && fields != null) {
                return Optional.of(fields);
            } else if (fields != null) {
                submit(tag, fields);
            }
        }
        return Optional.ofNullable(fields);
    }

    private static void submit(Tag tag, Map<String, String> fields) {
        String name = tag.attributes().get("name");
        String type = tag.attributes().getOrDefault("type", "text");
        boolean optional = type.equals("checkbox") || type.equals("radio");
        boolean chosen = !optional || tag.attributes().containsKey("checked");
        if (tag.name().equals("input") && name != null && chosen && !type.equals("submit") && !type.equals("button")) {
            fields.put(name, tag.attributes().getOrDefault("value", type.equals("checkbox") ? "on" : ""));
        }
    }

    private List<Tag> tags() {
        List<Tag> tags = new ArrayList<>();
        Matcher matcher = TAG.matcher(source);
        while (matcher.find()) {
            tags.add(new Tag(matcher.group(2), matcher.group(1).isEmpty(), attributes(matcher.group(3))));
        }
        return tags;
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new LinkedHashMap<>();
        Matcher matcher = ATTRIBUTE.matcher(text);
        while (matcher.find()) {
            String value = matcher.group(2) != null ? matcher.group(2) : matcher.group(3);
            attributes.putIfAbsent(matcher.group(1), value == null ? "" : HtmlUtils.htmlUnescape(value));
        }
        return attributes;
    }

    private record Tag(String name, boolean opens, Map<String, String> attributes) {}
}
