package app.parley.notification;

import app.parley.account.DoNotDisturb;
import app.parley.account.User;
import app.parley.account.Whereabouts;
import app.parley.text.Objection;
import app.parley.web.SeeOther;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Not wanting to be disturbed for a while. */
@Controller
@RequestMapping("/notifications/do-not-disturb")
class DoNotDisturbController {

    /** For how long. */
    enum For {
        HOUR,
        FOUR_HOURS,
        UNTIL_TOMORROW;

        private static final LocalTime MORNING = LocalTime.of(9, 0);

        /** The one with this word, or null if there is none. */
        static @Nullable For of(String word) {
            return Stream.of(values())
                    .filter(length -> length.word().equals(word))
                    .findFirst()
                    .orElse(null);
        }

        /** As forms say it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The end of it, where the person is. */
        ZonedDateTime from(ZonedDateTime now) {
            return switch (this) {
                case HOUR -> now.plusHours(1);
                case FOUR_HOURS -> now.plusHours(4);
                case UNTIL_TOMORROW -> now.plusDays(1).with(MORNING);
            };
        }
    }

    private static final View PAGE = new SeeOther("/notifications");

    private final DoNotDisturb doNotDisturb;
    private final DoNotDisturbEnd end;
    private final Whereabouts whereabouts;
    private final Clock clock;

    DoNotDisturbController(DoNotDisturb doNotDisturb, DoNotDisturbEnd end, Whereabouts whereabouts, Clock clock) {
        this.doNotDisturb = doNotDisturb;
        this.end = end;
        this.whereabouts = whereabouts;
        this.clock = clock;
    }

    @PostMapping
    View create(
            User me,
            @RequestParam(name = "for", defaultValue = "") String word,
            @RequestParam(defaultValue = "") String zone,
            RedirectAttributes next) {
        For length = For.of(word);
        if (length == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        Instant until =
                length.from(ZonedDateTime.now(clock.withZone(where(me, zone)))).toInstant();
        doNotDisturb.begin(me, until);
        end.at(until);
        next.addFlashAttribute("notice", "web.saved");
        return PAGE;
    }

    /** A device that names a place nobody knows keeps nobody from being left alone. */
    private ZoneId where(User me, String zone) {
        try {
            return whereabouts.tell(me, zone);
        } catch (Objection _) {
            return me.timeZone();
        }
    }

    @PostMapping("/delete")
    View destroy(User me, RedirectAttributes next) {
        doNotDisturb.end(me);
        next.addFlashAttribute("notice", "web.saved");
        return PAGE;
    }
}
