package app.parley.message;

import app.parley.account.Presence;
import app.parley.account.Presences;
import app.parley.account.User;
import app.parley.room.Membership;
import app.parley.room.Memberships;
import app.parley.web.NotFound;
import app.parley.web.Viewer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Who has read how far, for those who show it themselves. */
@Controller
class ReceiptController {

    /** In larger rooms one asks message by message. */
    static final int MOST_FOLLOWED = 100;

    private static final int MOST_NAMED = 100;

    record Positions(List<Reader> people) {}

    /**
     * @param seq up to which message
     * @param joinedSeq the last message before the person came: none until there was seen
     * @param hereAt when the person was here last: now, if they are; null if nobody knows
     */
    record Reader(
            long id, long seq, long joinedSeq, @Nullable Instant hereAt) {}

    /** @param at when the person read on here last: this message then or before, null if never */
    record Seen(Viewer user, @Nullable Instant at) {}

    private final Receipts receipts;
    private final Memberships memberships;
    private final Messages messages;
    private final Presences presences;
    private final Clock clock;

    ReceiptController(Receipts receipts, Memberships memberships, Messages messages, Presences presences, Clock clock) {
        this.receipts = receipts;
        this.memberships = memberships;
        this.messages = messages;
        this.presences = presences;
        this.clock = clock;
    }

    /** All others who show it, in a room of at most {@value #MOST_FOLLOWED}. */
    @GetMapping("/rooms/{room}/reads")
    @ResponseBody
    Positions index(User me, @PathVariable long room) {
        Membership membership = allowed(me, room);
        if (membership.room().memberCount() > MOST_FOLLOWED) {
            throw new NotFound("positions of so many");
        }
        boolean direct = membership.room().isDirect();
        return new Positions(memberships.showingReads(room, me.id()).stream()
                .map(other -> new Reader(
                        other.id().userId(),
                        other.lastReadSeq(),
                        other.joinedSeq(),
                        direct ? hereAt(other.id().userId()) : null))
                .toList());
    }

    /** Who has seen a message of one's own, and when. */
    @GetMapping("/rooms/{room}/messages/{seq}/readers")
    ModelAndView readers(User me, @PathVariable long room, @PathVariable long seq) {
        allowed(me, room);
        Message message = messages.findById(MessageId.clamped(room, seq))
                .filter(it -> it.isBy(me.id()))
                .orElseThrow(() -> new NotFound("message"));
        List<Seen> seen = receipts.readers(message, Limit.of(MOST_NAMED + 1)).stream()
                .map(reader -> new Seen(reader.user().viewer(), reader.lastReadAt()))
                .toList();
        return new ModelAndView("message/_readers")
                .addObject("readers", seen.stream().limit(MOST_NAMED).toList())
                .addObject("more", seen.size() > MOST_NAMED);
    }

    private Membership allowed(User me, long roomId) {
        Membership membership = memberships.require(me.id(), roomId);
        if (!receipts.areFor(membership.user())) {
            throw new NotFound("receipts");
        }
        return membership;
    }

    private @Nullable Instant hereAt(long userId) {
        return presences.of(userId) == Presence.OFFLINE
                ? presences.lastSeen(userId).orElse(null)
                : clock.instant();
    }
}
