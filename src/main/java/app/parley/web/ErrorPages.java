package app.parley.web;

import app.parley.text.Sentence;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

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
        page.addObject("kind", kind(status));
        page.addObject("kept", DatabaseAway.formOf(request));
        return page;
    }

    @RequestMapping(path = "/error")
    ResponseEntity<ProblemDetail> problem(HttpServletRequest request) {
        HttpStatus status = statusOf(request);
        var problem = ProblemDetail.forStatusAndDetail(
                status, Sentence.of("web.error." + kind(status) + ".text").here());
        problem.setTitle(Sentence.of("web.error." + kind(status) + ".title").here());
        problem.setInstance(asked(request));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    /** The path that failed, without its query; Spring would name the one of the error page. */
    private static URI asked(HttpServletRequest request) {
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        return UriComponentsBuilder.newInstance()
                .path(UriUtils.decode(path == null ? "/" : path.toString(), StandardCharsets.ISO_8859_1))
                .encode(StandardCharsets.ISO_8859_1)
                .build()
                .toUri();
    }

    private static HttpStatus statusOf(HttpServletRequest request) {
        HttpStatus known = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatus.resolve(code)
                : null;
        return known == null ? HttpStatus.NOT_FOUND : known;
    }

    /** The part of the keys that says what happened. */
    private static String kind(HttpStatus status) {
        return switch (status) {
            case BAD_REQUEST,
                    UNAUTHORIZED,
                    FORBIDDEN,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    CONTENT_TOO_LARGE,
                    TOO_MANY_REQUESTS,
                    SERVICE_UNAVAILABLE -> Integer.toString(status.value());
            default -> status.is4xxClientError() ? "400" : "500";
        };
    }
}
