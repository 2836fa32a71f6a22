package app.parley.web;

import app.parley.text.Language;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.LocaleResolver;

/**
 * The language of a page: what its reader chose, else the first that the browser asks for and Parley speaks (RFC 9110
 * §12.5.4), else English.
 */
@Component(DispatcherServlet.LOCALE_RESOLVER_BEAN_NAME)
class PageLanguage implements LocaleResolver {

    /** No browser asks for more; taking it apart would cost more than its length. */
    private static final int LONGEST = 500;

    private final PageViewer viewer;

    PageLanguage(PageViewer viewer) {
        this.viewer = viewer;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Viewer reader = viewer.find(request);
        Language chosen = reader == null ? null : reader.language();
        return (chosen == null ? asked(request) : chosen).locale();
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("People choose their language in their profile");
    }

    private static Language asked(HttpServletRequest request) {
        String wanted = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        if (wanted == null || wanted.length() > LONGEST) {
            return Language.ENGLISH;
        }
        try {
            return Language.firstOf(LanguageRange.parse(wanted).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(range -> Locale.forLanguageTag(range.getRange()))
                    .toList());
        } catch (IllegalArgumentException _) {
            return Language.ENGLISH;
        }
    }
}
