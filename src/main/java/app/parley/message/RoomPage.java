package app.parley.message;

import app.parley.account.User;
import app.parley.room.Membership;
import app.parley.room.Memberships;
import app.parley.room.Room;
import app.parley.room.RoomTitles;
import app.parley.text.Objection;
import app.parley.web.NotFound;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.servlet.ModelAndView;

/** The page where people talk, assembled for one reader. */
@Component
@Transactional(readOnly = true)
class RoomPage {

    /**
     * The piece of the transcript that the page shows.
     *
     * @param first the seq of the first message in it, 0 if there is none
     * @param last the seq of the last message in it, 0 if there is none
     * @param firstUnread the seq of the first message that the reader has not read, or null
     * @param target the seq that a permalink asked for, or null
     */
    record Shown(
            List<Fragment> fragments,
            boolean moreBefore,
            boolean moreAfter,
            long change,
            long first,
            long last,
            @Nullable Long firstUnread,
            @Nullable Long target) {

        static Shown of(TranscriptPage page, @Nullable Long firstUnread, @Nullable Long target) {
            List<TranscriptPage.Entry> entries = page.entries();
            return new Shown(
                    page.fragments(),
                    page.moreBefore(),
                    page.moreAfter(),
                    page.change(),
                    entries.isEmpty() ? 0 : entries.getFirst().message().seq(),
                    entries.isEmpty() ? 0 : entries.getLast().message().seq(),
                    firstUnread,
                    target);
        }
    }

    private final Memberships memberships;
    private final Messages messages;
    private final Transcript transcript;
    private final RoomTitles titles;
    private final ReaderNotes notes;

    RoomPage(Memberships memberships, Messages messages, Transcript transcript, RoomTitles titles, ReaderNotes notes) {
        this.memberships = memberships;
        this.messages = messages;
        this.transcript = transcript;
        this.titles = titles;
        this.notes = notes;
    }

    /** At the first unread message if there is one, else at the end; for a stranger to an open room, the way in. */
    ModelAndView show(User me, long roomId) {
        return memberships
                .find(me.id(), roomId)
                .map(membership -> page(membership, firstUnread(membership), null))
                .orElseGet(() -> entrance(roomId));
    }

    /**
     * Around one message.
     *
     * @throws NotFound if the room is not the reader's or has no such message
     */
    ModelAndView around(User me, long roomId, long seq) {
        Membership membership = memberships.require(me.id(), roomId);
        if (seq < 1 || seq > membership.room().lastSeq()) {
            throw new NotFound("message");
        }
        return page(membership, firstUnread(membership), seq);
    }

    /**
     * The page again after a message was refused, with what was typed and why. What may come to be stored keeps its clientId,
     * so that sending it again stores it once.
     */
    ModelAndView refused(User me, long roomId, @Nullable String clientId, @Nullable String body, Objection refused) {
        ModelAndView page = page(memberships.require(me.id(), roomId), null, null);
        page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
        if (refused instanceof MessageRejected rejected && rejected.retryAfter() != null) {
            page.setStatus(rejected.status());
            page.addObject("clientId", clientId);
        }
        return page.addObject("draft", body)
                .addObject("error", refused.sentence().here());
    }

    private ModelAndView entrance(long roomId) {
        Room room = memberships.findOpenRoom(roomId).orElseThrow(() -> new NotFound("room"));
        return new ModelAndView("message/room")
                .addObject("room", room)
                .addObject("roomName", room.name())
                .addObject("about", room.description())
                .addObject("memberCount", room.memberCount());
    }

    private ModelAndView page(Membership membership, @Nullable Long firstUnread, @Nullable Long target) {
        Room room = membership.room();
        Long start = target == null ? firstUnread : target;
        TranscriptPage page = start == null ? transcript.newest(membership) : transcript.around(membership, start);
        RoomTitles.Title title = titles.both(membership);
        ReaderNotes.Notes known = notes.of(membership.user().id(), room.id());
        return new ModelAndView("message/room")
                .addObject("room", room)
                .addObject("roomName", title.name())
                .addObject("about", title.about())
                .addObject("membership", membership)
                .addObject("receipts", known.receipts() && membership.user().showsReads())
                .addObject("followed", room.memberCount() <= ReceiptController.MOST_FOLLOWED)
                .addObject("draft", known.draft())
                .addObject("blocked", known.blocked())
                .addObject("members", memberships.faces(room.id()))
                .addObject("memberCount", room.memberCount())
                .addObject("clientId", UUID.randomUUID().toString())
                .addObject("transcript", Shown.of(page, firstUnread, target));
    }

    /** Looked for only as far as {@link Unread} counts. */
    private @Nullable Long firstUnread(Membership membership) {
        Room room = membership.room();
        return messages
                .unread(
                        MessageId.clamped(room.id(), membership.lastReadSeq()),
                        MessageId.clamped(room.id(), membership.lastReadSeq() + Unread.WINDOW),
                        membership.user().id(),
                        Limit.of(1))
                .stream()
                .findFirst()
                .orElse(null);
    }
}
