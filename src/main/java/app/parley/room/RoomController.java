package app.parley.room;

import app.parley.account.User;
import app.parley.text.Sentence;
import app.parley.web.Creation;
import app.parley.web.Limited;
import app.parley.web.NotFound;
import app.parley.web.SeeOther;
import java.util.List;
import java.util.Objects;
import org.springframework.data.domain.Limit;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.validation.BindingResult;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;

/** Rooms to browse, open and change. The page where people talk in one belongs to {@code message}. */
@Controller
class RoomController {

    private static final int PAGE = 100;

    private final Rooms rooms;
    private final Memberships memberships;
    private final RoomCreation creation;
    private final RoomSettings settings;
    private final NamedPeople named;
    private final RoomTitles titles;
    private final BringingIn bringingIn;

    RoomController(
            Rooms rooms,
            Memberships memberships,
            RoomCreation creation,
            RoomSettings settings,
            NamedPeople named,
            RoomTitles titles,
            BringingIn bringingIn) {
        this.rooms = rooms;
        this.memberships = memberships;
        this.creation = creation;
        this.settings = settings;
        this.named = named;
        this.titles = titles;
        this.bringingIn = bringingIn;
    }

    @GetMapping("/rooms")
    String index(
            User me,
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String after,
            Model model) {
        RoomCursor place = RoomCursor.parse(after);
        List<RoomSummary> found =
                rooms.browse(me.id(), RoomKeys.pattern(q), place.orderKey(), place.id(), Limit.of(PAGE + 1));
        model.addAttribute("q", q);
        model.addAttribute("rooms", found.stream().limit(PAGE).toList());
        model.addAttribute("more", found.size() > PAGE ? RoomCursor.behind(found.get(PAGE - 1)) : null);
        return "room/index";
    }

    @GetMapping("/rooms/new")
    String newRoom(Model model) {
        model.addAttribute("form", RoomForm.empty());
        return "room/new";
    }

    @Limited(Creation.ROOM)
    @PostMapping("/rooms")
    ModelAndView create(User me, @ModelAttribute("form") RoomForm form, BindingResult errors) {
        RoomDescription description = RoomDescription.from(form, errors);
        NamedPeople.Found members = named.find(form.members());
        members.refuse(errors, "members");
        Sentence refusal = errors.hasErrors() ? null : bringingIn.refusal(me, members.people());
        if (refusal != null) {
            refusal.beside("members", errors);
        }
        if (description == null || errors.hasErrors()) {
            return new ModelAndView("room/new", errors.getModel(), HttpStatus.UNPROCESSABLE_CONTENT);
        }
        String about = Objects.requireNonNullElse(description.description(), "");
        Room room = creation.open(me, description.name(), about, description.kind(), members.people());
        return new ModelAndView(new SeeOther("/rooms/" + room.id()));
    }

    /** The room itself, for a page that may have missed that it changed. */
    @GetMapping(path = "/rooms/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseBody
    RoomNotice show(User me, @PathVariable long id) {
        Membership membership = memberships.require(me.id(), id);
        Room room = membership.room();
        return RoomNotice.of(RoomChanged.of(room, room.memberCount(), memberships.faces(id), List.of()))
                .to(membership, titles.both(membership));
    }

    @GetMapping("/rooms/{id}/settings")
    ModelAndView settings(User me, @PathVariable long id) {
        Membership membership = memberships.require(me.id(), id);
        if (membership.room().isDirect()) {
            throw new NotFound("settings of a direct room");
        }
        return settingsPage(membership);
    }

    @PostMapping("/rooms/{id}")
    ModelAndView update(User me, @PathVariable long id, @ModelAttribute("form") RoomForm form, BindingResult errors) {
        Membership membership = memberships.require(me.id(), id);
        RoomDescription description = RoomDescription.from(form, errors);
        if (description == null) {
            ModelAndView page = settingsPage(membership).addAllObjects(errors.getModel());
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            return page;
        }
        settings.describe(me.id(), id, description);
        return new ModelAndView(new SeeOther("/rooms/" + id));
    }

    /** As the room is now; a refused form goes into it in the place of the room's. */
    static ModelAndView settingsPage(Membership membership) {
        return new ModelAndView("room/settings")
                .addObject("form", RoomForm.of(membership.room()))
                .addObject("room", membership.room())
                .addObject("membership", membership)
                .addObject("canManage", membership.canManage());
    }
}
