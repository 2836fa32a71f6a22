package app.parley.account.session;

import app.parley.account.session.RememberedSignIns.Ticket;
import app.parley.realtime.LiveSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;

/** Where a browser becomes somebody's, and stops being. Who may come in was decided before. */
@Component
public class Entrance implements LogoutHandler {

    private final SessionContexts contexts;
    private final WebSessions sessions;
    private final RememberedSignIns remembered;
    private final LiveSessions sockets;
    private final ObjectProvider<CsrfTokenRepository> csrfTokens;
    private final BrowserCookie rememberedCookie = new BrowserCookie("parley-remembered");

    Entrance(
            SessionContexts contexts,
            WebSessions sessions,
            RememberedSignIns remembered,
            LiveSessions sockets,
            ObjectProvider<CsrfTokenRepository> csrfTokens) {
        this.contexts = contexts;
        this.sessions = sessions;
        this.remembered = remembered;
        this.sockets = sockets;
        this.csrfTokens = csrfTokens;
    }

    /**
     * Signs this browser in, in a new web session with a new id.
     *
     * @param stay whether it stays signed in after it was closed
     */
    public void admit(long userId, boolean stay, HttpServletRequest request, HttpServletResponse response) {
        forgetTicket(request, response);
        Ticket ticket = stay ? remembered.begin(userId) : null;
        begin(userId, ticket == null ? null : ticket.seriesHash(), request, response);
        if (ticket != null) {
            rememberedCookie.write(request, response, ticket.text(), RememberedSignIns.LIFETIME);
        }
    }

    /** Ends what this user has open elsewhere: web sessions, remembered sign-ins, and all sockets, which may come back. */
    public void endOthers(long userId, HttpServletRequest request) {
        remembered.forgetOthers(userId, ticket(request).map(Ticket::seriesHash).orElse(null));
        sessions.deleteOthers(userId, request.getSession().getId());
        sockets.endUser(userId);
    }

    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        forgetTicket(request, response);
        endSession(request);
    }

    boolean hasTicket(HttpServletRequest request) {
        return ticket(request).isPresent();
    }

    /** Signs in a browser that comes with a ticket. */
    void admitRemembered(HttpServletRequest request, HttpServletResponse response) {
        ticket(request).ifPresent(ticket -> {
            switch (remembered.redeem(ticket)) {
                case RememberedSignIns.Admitted(long userId, Ticket next) -> {
                    begin(userId, ticket.seriesHash(), request, response);
                    if (next != null) {
                        rememberedCookie.write(request, response, next.text(), RememberedSignIns.LIFETIME);
                    }
                }
                case RememberedSignIns.Stolen(long userId) -> {
                    sessions.deleteBySeries(ticket.seriesHash());
                    sockets.endUser(userId);
                    rememberedCookie.remove(request, response);
                }
                case RememberedSignIns.Unknown() -> rememberedCookie.remove(request, response);
            }
        });
    }

    private void begin(
            long userId, @Nullable String seriesHash, HttpServletRequest request, HttpServletResponse response) {
        endSession(request);
        Authentication authentication = SessionContexts.authenticationOf(userId);
        csrfTokens.ifAvailable(
                tokens -> new CsrfAuthenticationStrategy(tokens).onAuthentication(authentication, request, response));
        var context = new SecurityContextImpl(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        if (seriesHash != null) {
            request.getSession().setAttribute(WebSession.SERIES, seriesHash);
        }
    }

    private static void endSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    private void forgetTicket(HttpServletRequest request, HttpServletResponse response) {
        ticket(request).ifPresent(ticket -> {
            remembered.forget(ticket);
            rememberedCookie.remove(request, response);
        });
    }

    private Optional<Ticket> ticket(HttpServletRequest request) {
        return rememberedCookie.read(request).flatMap(Ticket::parse);
    }
}
