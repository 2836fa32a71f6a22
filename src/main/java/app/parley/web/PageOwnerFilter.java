package app.parley.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/**
 * Refuses what a page asks for that was made for somebody else: in another tab its person has signed out and another has
 * signed in, and cookies are the browser's, not the page's. Scripts name the person of their page with every request; the
 * answer 409 names who is signed in, and the page loads anew.
 *
 * <p>It stands in the chain twice: before a stale token is taken for a forgery, and again when everyone who is remembered
 * is signed in.
 */
class PageOwnerFilter implements Filter {

    /** The id of the person whom the page was made for; in the answer, of the one who is signed in. */
    private static final String HEADER = "Parley-User";

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String owner = ((HttpServletRequest) request).getHeader(HEADER);
        String signedIn = owner == null ? null : signedIn();
        if (signedIn == null || signedIn.equals(owner)) {
            chain.doFilter(request, response);
        } else {
            var refusal = (HttpServletResponse) response;
            refusal.setHeader(HEADER, signedIn);
            refusal.setStatus(HttpStatus.CONFLICT.value());
        }
    }

    private static @Nullable String signedIn() {
        Authentication who = SecurityContextHolder.getContext().getAuthentication();
        return who == null || who instanceof AnonymousAuthenticationToken ? null : who.getName();
    }
}
