package app.parley.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * What a person or a program sees when a request failed: a sentence of a fixed vocabulary. No class name, path or query
 * of ours leaves the server.
 */
@Controller
class ErrorPages implements ErrorController {

    @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
    ModelAndView page(HttpServletRequest request) {
        HttpStatus status = statusOf(request);
        var page = new ModelAndView("error", status);
        page.addObject("status", status.value());
        page.addObject("title", title(status));
        page.addObject("explanation", explanation(status));
        return page;
    }

    @RequestMapping(path = "/error")
    ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
        HttpStatus status = statusOf(request);
        var problem = ProblemDetail.forStatusAndDetail(status, explanation(status));
        problem.setTitle(title(status));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static HttpStatus statusOf(HttpServletRequest request) {
        HttpStatus known = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : null;
        return known == null ? HttpStatus.NOT_FOUND : known;
    }

    private static String title(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "Nothing here";
            case FORBIDDEN -> "That did not work";
            case UNAUTHORIZED -> "Please sign in";
            case CONTENT_TOO_LARGE -> "Too large";
            case TOO_MANY_REQUESTS -> "Too many requests";
            case SERVICE_UNAVAILABLE -> "Back in a moment";
            default -> status.is4xxClientError() ? "That request was not understood" : "Something broke on our side";
        };
    }

    private static String explanation(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND -> "This page does not exist, or you have no access to it.";
            case FORBIDDEN -> "The page was open for too long or you may not do this. Reload it and try again.";
            case UNAUTHORIZED -> "You are not signed in.";
            case CONTENT_TOO_LARGE -> "What you sent is larger than this server accepts.";
            case TOO_MANY_REQUESTS -> "Please wait a moment and try again.";
            case SERVICE_UNAVAILABLE ->
                "The server is being looked after. Nothing that was acknowledged is lost. Try again shortly.";
            default ->
                status.is4xxClientError()
                        ? "Check the address or what you entered and try again."
                        : "Nothing that was acknowledged is lost. Please try again in a moment.";
        };
    }
}
