package app.parley.account;

import app.parley.text.Sentence;
import app.parley.web.NotFound;
import app.parley.web.SeeOther;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** For administrators: who may make an account, and the invitation link. */
@Controller
@RequestMapping("/admin/sign-up")
class SignUpSettingController {

    private static final String PAGE = "account/sign-up-setting";

    private final SignUpDoor door;

    SignUpSettingController(SignUpDoor door) {
        this.door = door;
    }

    /** To everybody else this page does not exist. */
    @ModelAttribute
    void onlyForAdministrators(User me) {
        if (!me.isAdministrator()) {
            throw new NotFound("administration");
        }
    }

    @GetMapping
    ModelAndView show(Model model) {
        return page(model);
    }

    @PostMapping
    ModelAndView update(@RequestParam(defaultValue = "") String mode, Model model, RedirectAttributes next) {
        SignUpMode chosen = SignUpMode.of(mode);
        if (chosen == null) {
            model.addAttribute(
                    "problem", Sentence.of("account.sign-up-setting.choose").here());
            ModelAndView page = page(model);
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        door.change(chosen);
        next.addFlashAttribute("notice", "web.saved");
        return new ModelAndView(new SeeOther("/admin/sign-up"));
    }

    /**
     * Answers with the page itself instead of a redirect: the link is shown here once and stored nowhere in clear. It is only
     * a path: under which name the server is reached, the browser knows; the Host header is whatever somebody sent.
     */
    @PostMapping("/link")
    ModelAndView createLink(Model model) {
        model.addAttribute("link", "/join/" + door.invite());
        return page(model);
    }

    private ModelAndView page(Model model) {
        model.addAttribute("mode", door.mode().word());
        model.addAttribute("invitationEnd", door.invitationEnd().orElse(null));
        return new ModelAndView(PAGE);
    }
}
