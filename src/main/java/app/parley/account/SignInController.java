package app.parley.account;

import app.parley.account.SignIn.TooMany;
import app.parley.account.SignIn.Welcome;
import app.parley.account.SignIn.Wrong;
import app.parley.account.session.Entrance;
import app.parley.account.session.KnownBrowser;
import app.parley.account.session.ReturnAddress;
import app.parley.text.Language;
import app.parley.web.ClientAddress;
import app.parley.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Signing in at {@code /login}. Signing out is the filter chain's: {@code POST /logout}. */
@Controller
@RequestMapping("/login")
class SignInController {

    private static final String PAGE = "account/sign-in";

    private final SignIn signIn;
    private final Profile profile;
    private final SignUpDoor door;
    private final Entrance entrance;
    private final ReturnAddress returnAddress;
    private final KnownBrowser knownBrowser;

    SignInController(
            SignIn signIn,
            Profile profile,
            SignUpDoor door,
            Entrance entrance,
            ReturnAddress returnAddress,
            KnownBrowser knownBrowser) {
        this.signIn = signIn;
        this.profile = profile;
        this.door = door;
        this.entrance = entrance;
        this.returnAddress = returnAddress;
        this.knownBrowser = knownBrowser;
    }

    @ModelAttribute
    void page(
            Model model,
            @RequestParam(defaultValue = "") String username,
            @RequestParam(name = "remember-me", required = false) @Nullable String stay) {
        model.addAttribute("username", username);
        model.addAttribute("stay", stay != null);
        model.addAttribute("signUpOpen", door.isOpen());
    }

    @GetMapping
    ModelAndView show(@Nullable User me) {
        return me == null ? new ModelAndView(PAGE) : new ModelAndView(new SeeOther("/"));
    }

    @PostMapping
    ModelAndView create(
            @RequestParam(defaultValue = "") String username,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(name = "remember-me", required = false) @Nullable String stay,
            HttpServletRequest request,
            HttpServletResponse response) {
        return switch (signIn.attempt(
                username, password, ClientAddress.of(request), hash -> knownBrowser.find(request, hash))) {
            case Welcome(User user, String passwordHash) -> {
                profile.learnLanguage(user, Language.here());
                entrance.admit(user.id(), passwordHash, stay != null, request, response);
                knownBrowser.remember(request, response, passwordHash);
                yield new ModelAndView(new SeeOther(returnAddress.take(request, response)));
            }
            case Wrong() -> refuse(HttpStatus.UNPROCESSABLE_CONTENT, "wrong");
            case TooMany(Duration left) -> {
                long seconds = Math.max(1, left.plusMillis(999).toSeconds());
                response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
                yield refuse(HttpStatus.TOO_MANY_REQUESTS, "wait")
                        .addObject("waitMinutes", seconds / 60)
                        .addObject("waitSeconds", seconds % 60);
            }
        };
    }

    private static ModelAndView refuse(HttpStatus status, String problem) {
        return new ModelAndView(PAGE, status).addObject("problem", problem);
    }
}
