package app.parley.setup;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/** Leads every page to the set-up while there is nobody. */
class FirstRunFilter extends OncePerRequestFilter {

    /** Health, the socket, the set-up itself, and files, whose last part has a dot as no page has. */
    private static final Pattern NOT_A_PAGE =
            Pattern.compile("/(setup|up|error|actuator(/.*)?|ws(/.*)?|(css|js|img|webjars)/.*|[^/]*\\.[^/]*)");

    private final FirstRun firstRun;

    FirstRunFilter(FirstRun firstRun) {
        this.firstRun = firstRun;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return firstRun.isComplete()
                || NOT_A_PAGE.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.LOCATION, request.getContextPath() + "/setup");
    }
}
