package app.parley.web;

import app.parley.text.Language;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.thymeleaf.context.LazyContextVariable;

/** What the layout of every page needs to know. */
@ControllerAdvice
class PageAttributes {

    private final ImportMap importMap;
    private final PageViewer viewer;

    PageAttributes(ImportMap importMap, PageViewer viewer) {
        this.importMap = importMap;
        this.viewer = viewer;
    }

    @ModelAttribute
    void addTo(Model model, HttpServletRequest request) {
        model.addAttribute("me", new Me(request));
        model.addAttribute("nonce", Nonce.of(request));
        model.addAttribute("importMap", new Modules());
        model.addAttribute("community", "Parley");
    }

    /** In the language of the page, which is known when a template asks. */
    private final class Modules extends LazyContextVariable<String> {

        @Override
        protected String loadValue() {
            return importMap.content(Language.here());
        }
    }

    /** Looked up when a template asks: answers to programs do not show who is looking. */
    private final class Me extends LazyContextVariable<@Nullable Viewer> {

        private final HttpServletRequest request;

        Me(HttpServletRequest request) {
            this.request = request;
        }

        @Override
        protected @Nullable Viewer loadValue() {
            return viewer.find(request);
        }
    }
}
