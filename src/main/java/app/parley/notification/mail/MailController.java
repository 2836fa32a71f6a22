package app.parley.notification.mail;

import app.parley.account.User;
import app.parley.account.session.Secret;
import app.parley.notification.NotificationSection;
import app.parley.text.Sentence;
import app.parley.web.NotFound;
import app.parley.web.RateLimit;
import app.parley.web.SeeOther;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.mail.MailException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Where one is written to, and whether at all. Without a mail server none of it exists. */
@Controller
class MailController implements NotificationSection {

    private static final Logger log = LoggerFactory.getLogger(MailController.class);

    private static final View PAGE = new SeeOther("/notifications");

    private final Postman postman;
    private final MailAddresses addresses;
    private final LetterWriter writer;
    private final RateLimit pace;

    MailController(
            Postman postman,
            MailAddresses addresses,
            LetterWriter writer,
            @Value("${parley.limits.enabled:true}") boolean limited,
            @Value("${parley.limits.mail.burst:5}") long burst,
            @Value("${parley.limits.mail.per-burst:1h}") Duration perBurst) {
        this.postman = postman;
        this.addresses = addresses;
        this.writer = writer;
        this.pace = new RateLimit(limited, burst, perBurst);
    }

    @Override
    public void describe(User me, Model model) {
        model.addAttribute("mailReady", postman.isReady());
        model.addAttribute("mail", postman.isReady() ? addresses.of(me.id()).orElse(null) : null);
    }

    /** The letter goes out at once, so that whoever waits for it hears if it cannot. */
    @PostMapping("/notifications/mail")
    View create(User me, @RequestParam(defaultValue = "") String address, RedirectAttributes next) {
        requireMail();
        Sentence problem = keep(me, address);
        if (problem == null) {
            next.addFlashAttribute("notice", "notification.mail.sent");
        } else {
            next.addFlashAttribute("mailProblem", problem.here());
            next.addFlashAttribute("mailTyped", address);
        }
        return PAGE;
    }

    @PostMapping("/notifications/mail/delete")
    View destroy(User me, RedirectAttributes next) {
        requireMail();
        addresses.remove(me.id());
        next.addFlashAttribute("notice", "notification.mail.forgotten");
        return PAGE;
    }

    @PostMapping("/notifications/mail/wanted")
    View update(User me, @RequestParam boolean on, RedirectAttributes next) {
        requireMail();
        addresses.want(me.id(), on);
        next.addFlashAttribute("notice", "web.saved");
        return PAGE;
    }

    /** Opening a link changes nothing: some mail programs open all of them. */
    @GetMapping("/notifications/mail/confirm/{code}")
    ModelAndView askToConfirm(User me, @PathVariable String code) {
        MailAddress address = addresses.toConfirm(me.id(), code).orElseThrow(() -> new NotFound("code"));
        return new ModelAndView("notification/confirm", Map.of("address", address.address(), "code", code));
    }

    @PostMapping("/notifications/mail/confirm/{code}")
    View confirm(User me, @PathVariable String code, RedirectAttributes next) {
        addresses.confirm(addresses.toConfirm(me.id(), code).orElseThrow(() -> new NotFound("code")));
        next.addFlashAttribute("notice", "notification.mail.confirmed");
        return PAGE;
    }

    @GetMapping("/unsubscribe/{key}")
    ModelAndView askToUnsubscribe(@PathVariable String key) {
        MailAddress address = addresses.withKey(key).orElseThrow(() -> new NotFound("key"));
        return new ModelAndView(
                "notification/unsubscribe", Map.of("key", key, "done", !address.wanted()), HttpStatus.OK);
    }

    /** One POST without a sign-in or a page before it, as mail programs send it (RFC 8058): the key says who. */
    @PostMapping("/unsubscribe/{key}")
    ModelAndView unsubscribe(@PathVariable String key) {
        MailAddress address = addresses.withKey(key).orElseThrow(() -> new NotFound("key"));
        addresses.want(address.userId(), false);
        return new ModelAndView("notification/unsubscribe", Map.of("key", key, "done", true), HttpStatus.OK);
    }

    private void requireMail() {
        if (!postman.isReady()) {
            throw new NotFound("mail");
        }
    }

    /** Returns what is wrong, or null. */
    private @Nullable Sentence keep(User me, String typed) {
        String address;
        try {
            address = MailAddress.typed(typed);
        } catch (MalformedAddress e) {
            return e.sentence();
        }
        Duration wait = pace.take(me.id());
        if (wait.isPositive()) {
            return RateLimit.tooOften(wait);
        }
        String code = Secret.random();
        try {
            postman.send(address, writer.confirmation(me, code), null);
            addresses.replace(me.id(), address, code);
            return null;
        } catch (MailException e) {
            log.warn("A letter that confirms an address could not be sent", e);
            return Sentence.of("notification.mail.refused");
        }
    }
}
