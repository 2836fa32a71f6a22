/**
 * Rooms and who belongs to them: creating, settings, joining and leaving, the room list. A room owns the counters of its
 * log; what is written into the log belongs to {@code message}.
 */
@ApplicationModule(allowedDependencies = {"account", "realtime", "web", "text"})
@NullMarked
package app.parley.room;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
