package app.parley.account;

import app.parley.text.Language;
import app.parley.web.NotFound;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** What a person shows to the others. */
@Controller
class UserController {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withZone(ZoneOffset.UTC);

    private final Users users;
    private final Blocks blocks;
    private final Presences presences;

    UserController(Users users, Blocks blocks, Presences presences) {
        this.users = users;
        this.blocks = blocks;
        this.presences = presences;
    }

    @GetMapping("/users/{id:\\d{1,18}}")
    String show(User me, @PathVariable long id, Model model) {
        User user = users.findById(id).orElseThrow(() -> new NotFound("user " + id));
        model.addAttribute("user", user.viewer());
        model.addAttribute("bio", user.bio());
        model.addAttribute("active", user.isActive());
        model.addAttribute("blocked", blocks.existsById(new Block.Id(me.id(), id)));
        model.addAttribute("memberSince", day(user.createdAt()));
        model.addAttribute("memberSinceInstant", user.createdAt().toString());
        if (user.isActive() && presences.isVisibleTo(me.id(), id)) {
            Presence presence = presences.of(id);
            model.addAttribute("presence", presence.word());
            if (presence == Presence.OFFLINE) {
                presences.lastSeen(id).ifPresent(at -> {
                    model.addAttribute("lastSeen", day(at));
                    model.addAttribute("lastSeenInstant", at.toString());
                });
            }
        }
        return "account/user";
    }

    /** In English the day comes first, as everywhere but in America: 27 November 2026. */
    private static String day(Instant at) {
        Language language = Language.here();
        return DAY.withLocale(language == Language.ENGLISH ? Locale.UK : language.locale())
                .format(at);
    }
}
