package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

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
        model.addAttribute("me", DatabaseAway.isNotedOn(request) ? null : viewer(request.getUserPrincipal()));
        model.addAttribute("nonce", Nonce.of(request));
        model.addAttribute("importMap", importMap.content());
        model.addAttribute("community", "Parley");
    }

    private @Nullable Viewer viewer(@Nullable Principal principal) {
        return principal == null ? null : viewers.find(Long.parseLong(principal.getName()));
    }
}
