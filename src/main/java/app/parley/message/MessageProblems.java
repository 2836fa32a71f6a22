package app.parley.message;

import app.parley.room.RoomArchived;
import app.parley.text.Sentence;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;

/**
 * Why a message or a draft of one was not taken, for programs.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
@ControllerAdvice(assignableTypes = {MessageController.class, DraftController.class})
class MessageProblems {

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MessageRejected rejected) {
        Duration retryAfter = rejected.retryAfter();
        if (retryAfter == null) {
            return problem(HttpStatus.UNPROCESSABLE_CONTENT, rejected.sentence());
        }
        HttpStatus status = rejected.status();
        return ResponseEntity.status(status)
                .header(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()))
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(
                        status, rejected.sentence().here()));
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(RoomArchived archived) {
        return problem(HttpStatus.CONFLICT, archived.sentence());
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, Sentence sentence) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, sentence.here()));
    }
}
