package app.parley.notification;

import app.parley.account.User;
import app.parley.text.Language;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The page on which people say how they want to be told. */
@Controller
class NotificationsController {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT);

    private final List<NotificationSection> sections;
    private final QuietHours quietHours;

    NotificationsController(List<NotificationSection> sections, QuietHours quietHours) {
        this.sections = sections;
        this.quietHours = quietHours;
    }

    @GetMapping("/notifications")
    String show(User me, Model model) {
        sections.forEach(section -> section.describe(me, model));
        model.addAttribute("quiet", quietHours.of(me.id()).orElse(null));
        me.doNotDisturbUntil()
                .map(until -> TIME.withLocale(Language.here().locale()).format(until.atZone(me.timeZone())))
                .ifPresent(until -> model.addAttribute("until", until));
        model.addAttribute("lengths", DoNotDisturbController.For.values());
        model.addAttribute("savedZone", me.timeZoneName());
        model.addAttribute("zone", me.timeZone().getId());
        return "notification/settings";
    }
}
