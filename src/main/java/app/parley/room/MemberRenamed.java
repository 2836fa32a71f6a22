package app.parley.room;

import app.parley.web.Viewer;
import java.util.List;

/**
 * A member of these rooms goes by another name.
 *
 * @param roomIds all rooms that the person is in
 */
record MemberRenamed(Viewer member, List<Long> roomIds) {}
