package app.parley.notification.push;

import app.parley.account.User;
import app.parley.account.session.BrowserSignIn;
import app.parley.notification.NotificationSection;
import app.parley.web.RateLimit;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;

/** The subscription of the browser that asks. */
@Controller
class PushController implements NotificationSection {

    private final PushSubscriptions subscriptions;
    private final PushReach reach;
    private final VapidKeys keys;
    private final RateLimit pace;

    PushController(
            PushSubscriptions subscriptions,
            PushReach reach,
            VapidKeys keys,
            @Value("${parley.limits.enabled:true}") boolean limited,
            @Value("${parley.limits.push.burst:20}") long burst,
            @Value("${parley.limits.push.per-burst:1m}") Duration perBurst) {
        this.subscriptions = subscriptions;
        this.reach = reach;
        this.keys = keys;
        this.pace = new RateLimit(limited, burst, perBurst);
    }

    @Override
    public void describe(User me, Model model) {
        model.addAttribute("publicKey", keys.publicText());
    }

    @PostMapping(path = "/notifications/push", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProblemDetail> create(User me, HttpServletRequest request) throws IOException {
        Duration wait = pace.take(me.id());
        if (wait.isPositive()) {
            return tooFast(wait);
        }
        Registration registration = Registration.read(request.getInputStream());
        subscriptions.register(
                me.id(),
                BrowserSignIn.of(request),
                reach.endpoint(registration.endpoint()),
                registration.recipientKeys());
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/notifications/push/delete", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<ProblemDetail> destroy(User me, HttpServletRequest request) throws IOException {
        String endpoint = Registration.read(request.getInputStream()).endpoint();
        subscriptions.forget(me.id(), reach.endpoint(endpoint).uri().toString());
        return ResponseEntity.noContent().build();
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> on(MalformedSubscription malformed) {
        return problem(ResponseEntity.unprocessableContent(), HttpStatus.UNPROCESSABLE_CONTENT, malformed.sentence());
    }

    private static ResponseEntity<ProblemDetail> tooFast(Duration wait) {
        long seconds = Math.max(1, wait.toSeconds());
        return problem(
                ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds)),
                HttpStatus.TOO_MANY_REQUESTS,
                RateLimit.tooOften(wait).here());
    }

    private static ResponseEntity<ProblemDetail> problem(
            ResponseEntity.BodyBuilder answer, HttpStatus status, String sentence) {
        return answer.contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, sentence));
    }
}
