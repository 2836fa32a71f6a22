package app.parley.testing;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A frame of STOMP 1.2 (stomp.github.io/stomp-specification-1.2.html).
 *
 * @param headers unescaped; the first of a repeated header counts
 */
public record StompFrame(String command, Map<String, String> headers, String body) {

    private static final Pattern ESCAPE = Pattern.compile("\\\\.?", Pattern.DOTALL);
    public static final JsonMapper JSON = new JsonMapper();

    public StompFrame(String command, Map<String, String> headers) {
        this(command, headers, "");
    }

    /** The header's value, or the empty string. */
    public String header(String name) {
        return headers.getOrDefault(name, "");
    }

    public JsonNode json() {
        return JSON.readTree(body);
    }

    /** This frame with its terminating NUL. CONNECT and CONNECTED are not escaped, as the specification says. */
    String encode() {
        StringBuilder text = new StringBuilder(command).append('\n');
        headers.forEach((name, value) ->
                text.append(escape(name)).append(':').append(escape(value)).append('\n'));
        return text.append('\n').append(body).append('\0').toString();
    }

    /** @param text a frame without its terminating NUL */
    static StompFrame parse(String text) {
        int bodyStart = text.indexOf("\n\n");
        String[] head = (bodyStart < 0 ? text : text.substring(0, bodyStart)).split("\n", -1);
        Map<String, String> headers = new LinkedHashMap<>();
        for (int i = 1; i < head.length; i++) {
            int colon = head[i].indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("A header without a colon: " + head[i]);
            }
            headers.putIfAbsent(unescape(head[i].substring(0, colon)), unescape(head[i].substring(colon + 1)));
        }
        String body = bodyStart < 0 ? "" : text.substring(bodyStart + 2);
        String length = headers.get("content-length");
        if (length != null && Integer.parseInt(length) != body.getBytes(StandardCharsets.UTF_8).length) {
            throw new IllegalArgumentException("content-length " + length + " but the body is: " + body);
        }
        return new StompFrame(head[0], headers, body);
    }

    private String escape(String text) {
        if (command.equals("CONNECT") || command.equals("STOMP")) {
            return text;
        }
        return text.replace("\\", "\\\\")
                .replace("\r", "\\r")
                .replace("\n", "\\n")
                .replace(":", "\\c");
    }

    private static String unescape(String text) {
        return ESCAPE.matcher(text)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group()) {
                            case "\\r" -> "\r";
                            case "\\n" -> "\n";
                            case "\\c" -> ":";
                            case "\\\\" -> "\\";
                            default -> throw new IllegalArgumentException("An undefined escape in " + text);
                        }));
    }
}
