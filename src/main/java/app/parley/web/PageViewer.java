package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Who looks at the page that is being made. */
@Component
class PageViewer {

    private final Viewers viewers;

    PageViewer(Viewers viewers) {
        this.viewers = viewers;
    }

    /** Null if nobody is signed in, and while the database is away, since nobody can tell then. */
    @Nullable
    Viewer find(HttpServletRequest request) {
        Principal principal = DatabaseAway.isNotedOn(request) ? null : request.getUserPrincipal();
        return principal == null ? null : viewers.find(Long.parseLong(principal.getName()));
    }
}
