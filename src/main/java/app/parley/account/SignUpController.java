package app.parley.account;

import app.parley.account.session.Entrance;
import app.parley.account.session.KnownBrowser;
import app.parley.text.Language;
import app.parley.text.Sentence;
import app.parley.web.ClientAddress;
import app.parley.web.RateLimit;
import app.parley.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** Making an account, at {@code /signup} for anybody and at {@code /join/{code}} for whoever was invited. */
@Controller
class SignUpController {

    private static final String FORM = "account/sign-up";
    private static final Sentence TOO_MANY = Sentence.of("account.sign-up.too-many");

    private final SignUp signUp;
    private final SignUpDoor door;
    private final Entrance entrance;
    private final KnownBrowser knownBrowser;
    private final RateLimit pace;

    SignUpController(
            SignUp signUp,
            SignUpDoor door,
            Entrance entrance,
            KnownBrowser knownBrowser,
            @Value("${parley.limits.enabled:true}") boolean limited,
            @Value("${parley.limits.sign-ups.burst:60}") long burst,
            @Value("${parley.limits.sign-ups.per-burst:10m}") Duration perBurst) {
        this.pace = new RateLimit(limited, burst, perBurst);
        this.signUp = signUp;
        this.door = door;
        this.entrance = entrance;
        this.knownBrowser = knownBrowser;
    }

    @GetMapping({"/signup", "/join/{code}"})
    ModelAndView show(@PathVariable(required = false) @Nullable String code, @Nullable User me, Model model) {
        if (me != null) {
            return new ModelAndView(new SeeOther("/"));
        } else if (!isAllowed(code)) {
            return turnAway(code);
        }
        model.addAttribute("newcomer", new Newcomer(null, null, null));
        return new ModelAndView(FORM);
    }

    @PostMapping({"/signup", "/join/{code}"})
    ModelAndView create(
            @PathVariable(required = false) @Nullable String code,
            @ModelAttribute Newcomer newcomer,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!isAllowed(code)) {
            return turnAway(code);
        }
        Duration wait = pace.take(ClientAddress.of(request)); // first of all: an answer tells whether a name is taken
        if (wait.isPositive()) {
            response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
            return new ModelAndView(FORM, Map.of("error", TOO_MANY.here()), HttpStatus.TOO_MANY_REQUESTS);
        }
        signUp.check(newcomer, errors);
        User user = errors.hasErrors() ? null : register(newcomer, errors);
        if (user == null) {
            return new ModelAndView(FORM, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        entrance.admitNewcomer(user.id(), request, response);
        knownBrowser.remember(request, response, user.passwordHash());
        return new ModelAndView(new SeeOther("/"));
    }

    private boolean isAllowed(@Nullable String code) {
        return code == null ? door.isOpen() : door.isInvitation(code);
    }

    /** A bad code gets one answer, whether it is wrong, was replaced, or sign-up is closed. */
    private static ModelAndView turnAway(@Nullable String code) {
        return code == null
                ? new ModelAndView("account/sign-up-closed", HttpStatus.FORBIDDEN)
                : new ModelAndView("account/no-invitation", HttpStatus.NOT_FOUND);
    }

    private @Nullable User register(Newcomer newcomer, BindingResult errors) {
        try {
            return signUp.register(newcomer, Language.here());
        } catch (UsernameTaken e) {
            e.sentence().beside("username", errors);
            return null;
        }
    }
}
