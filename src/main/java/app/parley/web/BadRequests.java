package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Requests that Spring would answer in a misleading way, each with the status that it deserves. */
@ControllerAdvice
class BadRequests {

    /** {@code /rooms/abc} is a page that does not exist, as {@code /rooms/999999} is; a bad query is a bad request. */
    @ExceptionHandler
    void on(MethodArgumentTypeMismatchException mismatch, HttpServletResponse response) throws IOException {
        boolean inPath = mismatch.getParameter().hasParameterAnnotation(PathVariable.class);
        response.sendError((inPath ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST).value());
    }

    @ExceptionHandler
    void on(TooOften tooOften, HttpServletResponse response) throws IOException {
        response.setHeader(
                HttpHeaders.RETRY_AFTER, Long.toString(tooOften.left().toSeconds() + 1));
        response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
    }

    /** A form without the field that it is about would otherwise have to mean something: nothing is done instead. */
    @ExceptionHandler
    void on(MissingServletRequestParameterException missing, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean isForm = HttpMethod.POST.matches(request.getMethod());
        response.sendError((isForm ? HttpStatus.UNPROCESSABLE_CONTENT : HttpStatus.BAD_REQUEST).value());
    }

    /**
     * A multipart body that ends too early is no proof that the client is gone: it would read an empty 200. Jetty cannot
     * use the connection again, and the client must know before it sends the next request into the void.
     */
    @ExceptionHandler
    void on(MultipartException malformed, HttpServletResponse response) throws IOException {
        response.setHeader(HttpHeaders.CONNECTION, "close");
        boolean tooLarge = malformed instanceof MaxUploadSizeExceededException;
        response.sendError((tooLarge ? HttpStatus.CONTENT_TOO_LARGE : HttpStatus.BAD_REQUEST).value());
    }
}
