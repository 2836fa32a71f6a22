package app.parley.realtime;

import app.parley.storage.DatabaseWatch;
import app.parley.text.Sentence;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.messaging.Message;
import org.springframework.messaging.converter.MessageConversionException;
import org.springframework.messaging.handler.annotation.MessageExceptionHandler;
import org.springframework.messaging.handler.invocation.MethodArgumentResolutionException;
import org.springframework.messaging.simp.SimpMessageHeaderAccessor;
import org.springframework.web.bind.annotation.ControllerAdvice;

/** Whatever goes wrong with a SEND, its sender reads a sentence, its connection lives on, and nobody else notices. */
@ControllerAdvice
class SocketRefusals {

    private static final Logger log = LoggerFactory.getLogger(SocketRefusals.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Broadcaster broadcaster;
    private final DatabaseWatch database;

    SocketRefusals(Broadcaster broadcaster, DatabaseWatch database) {
        this.broadcaster = broadcaster;
        this.database = database;
    }

    @MessageExceptionHandler
    void on(Refused refused, Message<?> message) {
        answer(message, refused.sentence());
    }

    @MessageExceptionHandler({MessageConversionException.class, MethodArgumentResolutionException.class})
    void onMalformed(Message<?> message) {
        answer(message, Sentence.of("realtime.not-understood"));
    }

    @MessageExceptionHandler
    void on(Exception error, Message<?> message) {
        if (database.note(error)) {
            answer(message, Sentence.of("realtime.refused"), RETRY_AFTER);
        } else {
            log.error("A SEND failed", error);
            answer(message, Sentence.of("realtime.failed"));
        }
    }

    private void answer(Message<?> message, Sentence reason) {
        answer(message, reason, null);
    }

    private void answer(Message<?> message, Sentence reason, @Nullable Duration retryAfter) {
        var headers = SimpMessageHeaderAccessor.wrap(message);
        if (headers.getUser() != null && headers.getSessionId() != null) {
            broadcaster.refuse(
                    Long.parseLong(headers.getUser().getName()),
                    headers.getSessionId(),
                    String.valueOf(headers.getDestination()),
                    reason.here(),
                    retryAfter);
        }
    }
}
