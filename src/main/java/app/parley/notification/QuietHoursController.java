package app.parley.notification;

import app.parley.account.User;
import app.parley.account.Whereabouts;
import app.parley.text.Objection;
import app.parley.text.Sentence;
import app.parley.web.SeeOther;
import java.time.DateTimeException;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Setting one's quiet hours, ending them, and whether it is quiet now. */
@Controller
class QuietHoursController {

    /** @param quiet whether the person is to be told of nothing at this moment */
    record Now(boolean quiet) {}

    private static final View PAGE = new SeeOther("/notifications");

    private final QuietHours quietHours;
    private final Whereabouts whereabouts;

    QuietHoursController(QuietHours quietHours, Whereabouts whereabouts) {
        this.quietHours = quietHours;
        this.whereabouts = whereabouts;
    }

    @GetMapping("/notifications/quiet")
    @ResponseBody
    Now show(User me) {
        return new Now(quietHours.areNow(me));
    }

    @PostMapping("/notifications/quiet")
    View update(
            User me,
            @RequestParam(defaultValue = "") String from,
            @RequestParam(defaultValue = "") String to,
            @RequestParam(defaultValue = "") String zone,
            RedirectAttributes next) {
        LocalTime start = time(from);
        LocalTime end = time(to);
        if (start == null || end == null) {
            next.addFlashAttribute(
                    "error", Sentence.of("notification.quiet.malformed").here());
            return PAGE;
        }
        try {
            whereabouts.tell(me, zone);
            quietHours.set(me.id(), new QuietHours.Hours(start, end));
            next.addFlashAttribute("notice", "web.saved");
        } catch (Objection refusal) {
            next.addFlashAttribute("error", refusal.sentence().here());
        }
        return PAGE;
    }

    @PostMapping("/notifications/quiet/delete")
    View destroy(User me, RedirectAttributes next) {
        quietHours.end(me.id());
        next.addFlashAttribute("notice", "web.saved");
        return PAGE;
    }

    private static @Nullable LocalTime time(String text) {
        try {
            return LocalTime.parse(text.strip().length() == 4 ? "0" + text.strip() : text.strip());
        } catch (DateTimeException _) {
            return null;
        }
    }
}
