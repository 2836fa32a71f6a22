package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/**
 * A form that could not be carried out, to be sent again as it was typed.
 *
 * @param action where it goes
 */
record KeptForm(String action, List<Field> fields) {

    /** @param isSecret whether it is typed anew, because no page repeats a password */
    record Field(String name, String value, boolean isSecret) {}

    private static final int MOST_FIELDS = 100;
    private static final int MOST_CHARACTERS = 50_000;
    private static final Set<String> SECRETS = Set.of("password", "current");
    private static final String CSRF = "_csrf";

    /**
     * What somebody typed into one of our own pages; null if there is no form, if it is too large to repeat, or if it comes
     * from elsewhere: nobody is to be led to send off on our page what somebody else wrote.
     */
    static @Nullable KeptForm of(HttpServletRequest request) {
        if (!isForm(request) || !isOurs(request)) {
            return null;
        }
        List<Field> fields = request.getParameterMap().entrySet().stream()
                .filter(parameter -> !parameter.getKey().equals(CSRF))
                .flatMap(
                        parameter -> Arrays.stream(parameter.getValue()).map(value -> field(parameter.getKey(), value)))
                .toList();
        int characters =
                fields.stream().mapToInt(field -> field.value().length()).sum();
        return fields.size() > MOST_FIELDS || characters > MOST_CHARACTERS
                ? null
                : new KeptForm(request.getRequestURI(), fields);
    }

    private static Field field(String name, String value) {
        boolean isSecret = SECRETS.contains(name);
        return new Field(name, isSecret ? "" : value, isSecret);
    }

    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return HttpMethod.POST.matches(request.getMethod())
                && type != null
                && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                && !request.getRequestURI().startsWith("//");
    }

    private static boolean isOurs(HttpServletRequest request) {
        String origin = request.getHeader(HttpHeaders.ORIGIN);
        String host = request.getHeader(HttpHeaders.HOST);
        try {
            return origin != null
                    && host != null
                    && host.equals(URI.create(origin).getRawAuthority());
        } catch (IllegalArgumentException _) {
            return false;
        }
    }
}
