package app.parley.account;

import app.parley.text.Language;
import app.parley.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** One's own profile and password. */
@Controller
@RequestMapping("/profile")
class ProfileController {

    private static final String PAGE = "account/profile";

    private final Profile profile;
    private final Blocks blocks;

    ProfileController(Profile profile, Blocks blocks) {
        this.profile = profile;
        this.blocks = blocks;
    }

    @GetMapping
    ModelAndView edit(User me, Model model) {
        return page(me, model);
    }

    @PostMapping
    ModelAndView update(
            User me,
            @ModelAttribute("profile") ProfileForm form,
            BindingResult errors,
            Model model,
            RedirectAttributes next) {
        profile.check(me, form, errors);
        if (errors.hasErrors()) {
            return refuse(me, model);
        }
        profile.change(me, form);
        next.addFlashAttribute("notice", "web.saved");
        return new ModelAndView(new SeeOther("/profile"));
    }

    @PostMapping("/password")
    ModelAndView updatePassword(
            User me,
            @ModelAttribute("change") PasswordForm form,
            BindingResult errors,
            Model model,
            HttpServletRequest request,
            HttpServletResponse response,
            RedirectAttributes next) {
        Newcomer.check("password", () -> Password.chosen(form.password(), me.username(), me.name()), errors);
        if (!errors.hasErrors()) {
            var chosen = Password.chosen(form.password(), me.username(), me.name());
            profile.changePassword(me, form.current(), chosen, request, response)
                    .ifPresent(problem -> problem.sentence().beside("current", errors));
        }
        if (errors.hasErrors()) {
            return refuse(me, model);
        }
        next.addFlashAttribute("notice", "account.password.changed");
        return new ModelAndView(new SeeOther("/profile"));
    }

    private ModelAndView refuse(User me, Model model) {
        ModelAndView page = page(me, model);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        return page;
    }

    /** Two forms share the page; the one that was not sent shows what is stored. */
    private ModelAndView page(User me, Model model) {
        if (!model.containsAttribute("profile")) {
            model.addAttribute("profile", ProfileForm.of(me));
        }
        if (!model.containsAttribute("change")) {
            model.addAttribute("change", new PasswordForm(null, null));
        }
        model.addAttribute("user", me.viewer());
        model.addAttribute("languages", Language.values());
        model.addAttribute("timeZones", TimeZones.offered());
        model.addAttribute(
                "blocked", blocks.peopleOf(me.id()).stream().map(User::viewer).toList());
        return new ModelAndView(PAGE);
    }
}
