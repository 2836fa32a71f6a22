package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** What the layout of every page needs to know. */
@ControllerAdvice
class PageAttributes {

    private final ImportMap importMap;
    private final Viewers viewers;

    PageAttributes(ImportMap importMap, Viewers viewers) {
        this.importMap = importMap;
        this.viewers = viewers;
    }

    @ModelAttribute
    void addTo(Model model, HttpServletRequest request) {
        model.addAttribute("me", new Me(request));
        model.addAttribute("nonce", Nonce.of(request));
        model.addAttribute("importMap", importMap.content());
        model.addAttribute("community", "Parley");
    }

    /** Looked up when a template asks: answers to programs do not show who is looking. */
    private final class Me extends LazyContextVariable<@Nullable Viewer> {

        private final HttpServletRequest request;

        Me(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        protected @Nullable Viewer loadValue() {
            Principal principal = DatabaseAway.isNotedOn(request) ? null : request.getUserPrincipal();
            return principal == null ? null : viewers.find(Long.parseLong(principal.getName()));
        }
    }
}
