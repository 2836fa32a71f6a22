package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.FlashMap;
import org.springframework.web.servlet.support.SessionFlashMapManager;

/**
 * What one page has to say on the next, in the web session. A file and a health check are no pages: for them nobody asks
 * for the session, which costs a query and fails while the database is away.
 */
@Component(DispatcherServlet.FLASH_MAP_MANAGER_BEAN_NAME)
class PageFlashMaps extends SessionFlashMapManager {

    private static final RequestMatcher NO_PAGE =
            new OrRequestMatcher(Stream.concat(Stream.of(StaticFiles.PATTERNS), Stream.of(SecurityConfiguration.HEALTH))
                    .<RequestMatcher>map(PathPatternRequestMatcher.withDefaults()::matcher)
                    .toList());

    @Override
    protected @Nullable List<FlashMap> retrieveFlashMaps(HttpServletRequest request) {
        return NO_PAGE.matches(request) ? null : super.retrieveFlashMaps(request);
    }
}
