package app.parley.room;

import app.parley.account.Presence;
import app.parley.account.Presences;
import app.parley.account.User;
import app.parley.account.Users;
import app.parley.text.Sentence;
import app.parley.web.Creation;
import app.parley.web.Limited;
import app.parley.web.SeeOther;
import app.parley.web.Viewer;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;

/** The members of a room: who they are, what they are there, bringing somebody in, taking somebody out. */
@Controller
class MemberController {

    record Member(Viewer user, String role, String presence, Instant joinedAt, boolean removable) {}

    private static final List<String> ROLES =
            Stream.of(Membership.Role.values()).map(Membership.Role::word).toList();

    private final Memberships memberships;
    private final RoomMembers members;
    private final Users users;
    private final Presences presences;
    private final RoomTitles titles;
    private final BringingIn bringingIn;

    MemberController(
            Memberships memberships,
            RoomMembers members,
            Users users,
            Presences presences,
            RoomTitles titles,
            BringingIn bringingIn) {
        this.memberships = memberships;
        this.members = members;
        this.users = users;
        this.presences = presences;
        this.titles = titles;
        this.bringingIn = bringingIn;
    }

    @GetMapping("/rooms/{room}/members")
    ModelAndView index(User me, @PathVariable long room) {
        return page(memberships.require(me.id(), room));
    }

    @Limited(Creation.BRINGING_IN)
    @PostMapping("/rooms/{room}/members")
    ModelAndView create(User me, @PathVariable long room, @RequestParam(defaultValue = "") String username) {
        Membership by = memberships.require(me.id(), room);
        String wanted = username.strip().replaceFirst("^@", "").toLowerCase(Locale.ROOT);
        User newcomer = users.findByUsername(wanted).filter(User::isActive).orElse(null);
        Sentence refusal =
                newcomer == null ? Sentence.of("room.people.nobody") : bringingIn.refusal(me, List.of(newcomer));
        if (newcomer == null || refusal != null) {
            ModelAndView page = page(by).addObject("username", username)
                    .addObject("error", refusal == null ? null : refusal.here());
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        members.add(me.id(), room, newcomer);
        return new ModelAndView(new SeeOther("/rooms/" + room + "/members"));
    }

    @PostMapping("/rooms/{room}/members/{user}")
    ModelAndView update(
            User me, @PathVariable long room, @PathVariable long user, @RequestParam(defaultValue = "") String role) {
        Membership.Role chosen = Membership.Role.of(role);
        if (chosen == null) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        try {
            members.appoint(me.id(), room, user, chosen);
        } catch (LastOwner refused) {
            ModelAndView page = page(memberships.require(me.id(), room))
                    .addObject("refused", user)
                    .addObject("roleError", refused.sentence().here());
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        return new ModelAndView(new SeeOther("/rooms/" + room + "/members"));
    }

    @PostMapping("/rooms/{room}/members/{user}/delete")
    ModelAndView destroy(User me, @PathVariable long room, @PathVariable long user) {
        members.remove(me.id(), room, user);
        return new ModelAndView(new SeeOther("/rooms/" + room + "/members"));
    }

    private ModelAndView page(Membership membership) {
        List<Membership> all = memberships.ofRoom(membership.room().id());
        Map<Long, Presence> presence =
                presences.among(all.stream().map(m -> m.user().id()).toList());
        List<Member> shown = all.stream()
                .map(m -> new Member(
                        m.user().viewer(),
                        m.role().word(),
                        presence.getOrDefault(m.user().id(), Presence.OFFLINE).word(),
                        m.joinedAt(),
                        membership.canRemove(m)))
                .toList();
        return new ModelAndView("room/members")
                .addObject("room", membership.room())
                .addObject("roomName", titles.of(membership))
                .addObject("members", shown)
                .addObject("roles", ROLES)
                .addObject("canManage", membership.canManage())
                .addObject("canModerate", membership.canModerate());
    }
}
