package app.parley.web;

import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.view.RedirectView;

/**
 * The answer to a form that did its work: 303 to a page, so that reloading does not send the form again. Turbo follows
 * nothing else.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#name-303-see-other">RFC 9110 §15.4.4</a>
 */
public final class SeeOther extends RedirectView {

    /** @param path of a page of this application, beginning with a slash */
    public SeeOther(String path) {
        super(path);
        setStatusCode(HttpStatus.SEE_OTHER);
        setExposeModelAttributes(false);
        setExpandUriTemplateVariables(false);
    }
}
