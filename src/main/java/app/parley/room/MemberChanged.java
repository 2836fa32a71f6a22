package app.parley.room;

import app.parley.web.Viewer;
import java.util.List;

/**
 * A member of these rooms goes by another name, says something else beside it or has another picture.
 *
 * @param roomIds the rooms in which it shows
 * @param titled those whose lists name a direct room after the person, and the room
 */
record MemberChanged(Viewer member, List<Long> roomIds, List<Membership.Id> titled) {}
