package app.parley.web;

import app.parley.storage.DatabaseWatch;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers 503 instead of 500 when a request failed because the database {@linkplain app.parley.storage.Refusal refuses} its
 * work: nothing is broken, and the same request will work later. First of all filters, because the one that looks up the web session fails first.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
public class DatabaseAway extends OncePerRequestFilter {

    private static final String MARK = DatabaseAway.class.getName();
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final DatabaseWatch watch;

    DatabaseAway(DatabaseWatch watch) {
        this.watch = watch;
    }

    /** What was typed into the form that could not be carried out, if there was one. */
    static @Nullable KeptForm formOf(HttpServletRequest request) {
        return request.getAttribute(MARK) instanceof Optional<?> kept && kept.orElse(null) instanceof KeptForm form
                ? form
                : null;
    }

    /** Whether this request has found the database away, so that its error page had better not ask again. */
    public static boolean isNotedOn(HttpServletRequest request) {
        return request.getAttribute(MARK) != null;
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return false;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException e) {
            if (!watch.note(e) || response.isCommitted()) {
                throw e;
            }
            answer(request, response);
        }
    }

    private static void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
        if (request.getDispatcherType() == DispatcherType.ERROR) {
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        } else {
            request.setAttribute(MARK, Optional.ofNullable(KeptForm.of(request)));
            response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
        }
    }
}
