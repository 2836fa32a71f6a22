package app.parley.setup;

import app.parley.account.Newcomer;
import app.parley.account.session.Entrance;
import app.parley.setup.FirstRun.Start;
import app.parley.text.Language;
import app.parley.web.NotFound;
import app.parley.web.SeeOther;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.servlet.ModelAndView;

/** The first page of a new server; there is none once somebody has an account. */
@Controller
@RequestMapping("/setup")
class SetupController {

    private static final String FORM = "setup/setup";

    private final FirstRun firstRun;
    private final Entrance entrance;

    SetupController(FirstRun firstRun, Entrance entrance) {
        this.firstRun = firstRun;
        this.entrance = entrance;
    }

    @GetMapping
    ModelAndView show(Model model) {
        if (firstRun.isComplete()) {
            throw new NotFound("set-up");
        }
        model.addAttribute("newcomer", new Newcomer(null, null, null));
        return new ModelAndView(FORM);
    }

    @PostMapping
    ModelAndView create(
            @ModelAttribute Newcomer newcomer,
            BindingResult errors,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (firstRun.isComplete()) {
            throw new NotFound("set-up");
        }
        newcomer.check(errors);
        if (errors.hasErrors()) {
            return new ModelAndView(FORM, HttpStatus.UNPROCESSABLE_CONTENT);
        }
        Optional<Start> start = firstRun.complete(newcomer, Language.here());
        if (start.isEmpty()) {
            return new ModelAndView("setup/too-late", HttpStatus.CONFLICT);
        }
        entrance.admitNewcomer(start.get().administratorId(), request, response);
        return new ModelAndView(new SeeOther("/rooms/" + start.get().roomId()));
    }
}
