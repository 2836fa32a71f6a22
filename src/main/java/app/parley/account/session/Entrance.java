package app.parley.account.session;

import app.parley.account.session.RememberedSignIns.Ticket;
import app.parley.realtime.LiveSessions;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.security.web.csrf.CsrfAuthenticationStrategy;
import org.springframework.security.web.csrf.CsrfTokenRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Where a browser becomes somebody's, and stops being. Who may come in was decided before. */
@Component
public class Entrance implements LogoutHandler {

    private final SessionContexts contexts;
    private final WebSessions sessions;
    private final RememberedSignIns remembered;
    private final LiveSessions sockets;
    private final ObjectProvider<CsrfTokenRepository> csrfTokens;
    private final TransactionTemplate writing;
    private final BrowserCookie rememberedCookie = new BrowserCookie("parley-remembered");

    Entrance(
            SessionContexts contexts,
            WebSessions sessions,
            RememberedSignIns remembered,
            LiveSessions sockets,
            ObjectProvider<CsrfTokenRepository> csrfTokens,
            PlatformTransactionManager transactions) {
        this.contexts = contexts;
        this.sessions = sessions;
        this.remembered = remembered;
        this.sockets = sockets;
        this.csrfTokens = csrfTokens;
        this.writing = new TransactionTemplate(transactions);
    }

    /**
     * Signs this browser in, in a new web session with a new id.
     *
     * @param passwordHash of the password that was found right: once it has changed, nobody is signed in
     * @param stay whether it stays signed in after it was closed
     */
    public void admit(
            long userId, String passwordHash, boolean stay, HttpServletRequest request, HttpServletResponse response) {
        leaveSeries(request, response);
        Ticket ticket = stay ? remembered.begin(userId, passwordHash) : null;
        begin(userId, ticket == null ? null : ticket.seriesHash(), request, response);
        request.getSession().setAttribute(WebSession.PROOF, passwordHash);
        if (ticket != null) {
            rememberedCookie.write(request, response, ticket.text(), RememberedSignIns.LIFETIME);
        }
    }

    /** Signs in whoever has got an account in this request. */
    public void admitNewcomer(long userId, HttpServletRequest request, HttpServletResponse response) {
        leaveSeries(request, response);
        begin(userId, null, request, response);
    }

    /**
     * Ends whatever this user has open: web sessions, remembered sign-ins, and all sockets, which may come back. Only this
     * browser goes on, with a new session id and, if it stays signed in, a new series: copies of its cookies are worth nothing.
     *
     * @param change the reason for it, a part of the same transaction; false if it came to nothing, and nothing ends
     * @return what {@code change} gave
     */
    public boolean startAnew(
            long userId, BooleanSupplier change, HttpServletRequest request, HttpServletResponse response) {
        BrowserSignIn here = BrowserSignIn.of(request);
        var next = new AtomicReference<@Nullable Ticket>();
        boolean changed = Boolean.TRUE.equals(writing.execute(_ -> {
            boolean done = change.getAsBoolean();
            if (done) {
                next.set(remembered.replaceAll(userId, here.seriesHash()));
                sessions.deleteOthers(userId, here.sessionHash());
            }
            return done;
        }));
        if (changed) {
            renewSession(userId, next.get(), request, response);
            sockets.endUser(userId);
        }
        return changed;
    }

    /** Ends this browser's session and series, and with the series the sessions of whoever has a copy of it. */
    @Override
    public void logout(
            HttpServletRequest request, HttpServletResponse response, @Nullable Authentication authentication) {
        leaveSeries(request, response);
        endSession(request);
    }

    boolean hasTicket(HttpServletRequest request) {
        return ticket(request).isPresent();
    }

    /** Signs in a browser that comes with a ticket. */
    void admitRemembered(HttpServletRequest request, HttpServletResponse response) {
        ticket(request).ifPresent(ticket -> {
            switch (remembered.redeem(ticket)) {
                case RememberedSignIns.Admitted(long userId, Ticket next, boolean again) -> {
                    if (again) {
                        sessions.deleteBySeries(userId, ticket.seriesHash());
                    }
                    begin(userId, ticket.seriesHash(), request, response);
                    if (next != null) {
                        rememberedCookie.write(request, response, next.text(), RememberedSignIns.LIFETIME);
                    }
                }
                case RememberedSignIns.Stolen(long userId) -> {
                    sessions.deleteBySeries(userId, ticket.seriesHash());
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
        renewCsrfToken(authentication, request, response);
        var context = new SecurityContextImpl(authentication);
        SecurityContextHolder.setContext(context);
        contexts.saveContext(context, request, response);
        if (seriesHash != null) {
            request.getSession().setAttribute(WebSession.SERIES, seriesHash);
        }
    }

    private void renewSession(
            long userId, @Nullable Ticket ticket, HttpServletRequest request, HttpServletResponse response) {
        request.changeSessionId();
        request.getSession().setAttribute(WebSession.SERIES, ticket == null ? null : ticket.seriesHash());
        renewCsrfToken(SessionContexts.authenticationOf(userId), request, response);
        if (ticket != null) {
            rememberedCookie.write(request, response, ticket.text(), RememberedSignIns.LIFETIME);
        } else if (hasTicket(request)) {
            rememberedCookie.remove(request, response);
        }
    }

    private void renewCsrfToken(
            Authentication authentication, HttpServletRequest request, HttpServletResponse response) {
        csrfTokens.ifAvailable(
                tokens -> new CsrfAuthenticationStrategy(tokens).onAuthentication(authentication, request, response));
    }

    private static void endSession(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        if (session != null) {
            session.invalidate();
        }
    }

    /** The series of the cookie and of the session are the same one, unless the browser lost one of the two. */
    private void leaveSeries(HttpServletRequest request, HttpServletResponse response) {
        HttpSession session = request.getSession(false);
        Stream.concat(
                        Stream.ofNullable(session == null ? null : (String) session.getAttribute(WebSession.SERIES)),
                        ticket(request).stream().map(Ticket::seriesHash))
                .distinct()
                .forEach(this::endSeries);
        if (hasTicket(request)) {
            rememberedCookie.remove(request, response);
        }
    }

    /** The series first: no session begins with one that has ended. */
    private void endSeries(String seriesHash) {
        remembered.owner(seriesHash).ifPresent(userId -> {
            remembered.forget(seriesHash);
            sessions.deleteBySeries(userId, seriesHash);
        });
    }

    private Optional<Ticket> ticket(HttpServletRequest request) {
        return rememberedCookie.read(request).flatMap(Ticket::parse);
    }
}
