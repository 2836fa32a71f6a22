package app.parley.account.session;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Signs in whoever stayed signed in and has no web session any more. Unlike Spring's filter for this, it asks for the
 * session only if the request could use it, and a stolen token leads to the sign-in page instead of an error.
 */
class RememberedFilter extends OncePerRequestFilter {

    private static final Set<String> PARTS_OF_A_PAGE = Set.of("style", "script", "image", "font", "manifest");

    private final Entrance entrance;

    RememberedFilter(Entrance entrance) {
        this.entrance = entrance;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String destination = request.getHeader("Sec-Fetch-Dest");
        return destination != null && PARTS_OF_A_PAGE.contains(destination);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (entrance.hasTicket(request) && SecurityContextHolder.getContext().getAuthentication() == null) {
            entrance.admitRemembered(request, response);
        }
        chain.doFilter(request, response);
    }
}
