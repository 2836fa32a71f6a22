package app.parley.message;

import app.parley.account.User;
import app.parley.room.Memberships;
import app.parley.web.Creation;
import app.parley.web.Limited;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;

/** Keeps what somebody began to write, for their other devices. */
@Controller
class DraftController {

    private final Memberships memberships;
    private final UnsentDrafts drafts;
    private final Clock clock;

    DraftController(Memberships memberships, UnsentDrafts drafts, Clock clock) {
        this.memberships = memberships;
        this.drafts = drafts;
        this.clock = clock;
    }

    /**
     * @param body the text of the composer; a blank one is no draft
     * @throws app.parley.web.NotFound if the room is not this person's
     * @throws MessageRejected if this could never be posted
     */
    @Limited(Creation.DRAFT)
    @PostMapping("/rooms/{room}/draft")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void update(User me, @PathVariable long room, @RequestParam String body) {
        var place = memberships.require(me.id(), room).id();
        if (body.isBlank()) {
            drafts.deleteById(place);
        } else {
            drafts.save(new UnsentDraft(place, Draft.checked(body), clock.instant()));
        }
    }
}
