package app.parley.account.session;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.DeferredSecurityContext;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpRequestResponseHolder;
import org.springframework.security.web.context.SecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Keeps in the web session only who is signed in, a number. Rights are looked up when they are needed, and no release of
 * Spring Security makes stored sessions unreadable.
 */
@Component
class SessionContexts implements SecurityContextRepository {

    private static final int LONGEST_BROWSER = 200;

    /** Attribute of a request: who was found to make it. */
    private static final String USER = SessionContexts.class.getName();

    static Authentication authenticationOf(long userId) {
        return UsernamePasswordAuthenticationToken.authenticated(
                new SignedIn(userId), null, List.of(new SimpleGrantedAuthority("ROLE_USER")));
    }

    /** Whether somebody makes this request; on an error page, whether somebody was found to have made it. */
    static boolean isSignedIn(HttpServletRequest request) {
        return maker(request) != null;
    }

    @Override
    public DeferredSecurityContext loadDeferredContext(HttpServletRequest request) {
        return new Deferred(request);
    }

    @Deprecated
    @Override
    @SuppressWarnings("InlineMeSuggester") // the interface's method, not ours to inline
    public SecurityContext loadContext(HttpRequestResponseHolder holder) {
        return loadDeferredContext(holder.getRequest()).get();
    }

    @Override
    public void saveContext(SecurityContext context, HttpServletRequest request, HttpServletResponse response) {
        if (context.getAuthentication() != null
                && context.getAuthentication().getPrincipal() instanceof SignedIn(long userId)) {
            HttpSession session = request.getSession();
            session.setAttribute(WebSession.USER, userId);
            session.setAttribute(WebSession.ADDRESS, request.getRemoteAddr());
            session.setAttribute(WebSession.BROWSER, browser(request));
        } else if (userOf(request) != null) {
            request.getSession().removeAttribute(WebSession.USER);
        }
    }

    @Override
    public boolean containsContext(HttpServletRequest request) {
        return userOf(request) != null;
    }

    private static @Nullable Long maker(HttpServletRequest request) {
        return request.getDispatcherType() == DispatcherType.ERROR
                ? (Long) request.getAttribute(USER)
                : userOf(request);
    }

    private static @Nullable Long userOf(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        return session == null ? null : (Long) session.getAttribute(WebSession.USER);
    }

    private static @Nullable String browser(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return agent == null ? null : agent.substring(0, Math.min(agent.length(), LONGEST_BROWSER));
    }

    /**
     * Reads the session when somebody asks who is there: a style sheet costs no query. An error page is for whoever was found
     * before the error, without another look: it may be about the database.
     */
    private static final class Deferred implements DeferredSecurityContext {

        private final HttpServletRequest request;
        private @Nullable SecurityContext context;
        private boolean generated;

        Deferred(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        public SecurityContext get() {
            SecurityContext known = context;
            if (known == null) {
                Long user = maker(request);
                request.setAttribute(USER, user);
                generated = user == null;
                known = user == null
                        ? SecurityContextHolder.createEmptyContext()
                        : new SecurityContextImpl(authenticationOf(user));
                context = known;
            }
            return known;
        }

        @Override
        public boolean isGenerated() {
            get();
            return generated;
        }
    }
}
