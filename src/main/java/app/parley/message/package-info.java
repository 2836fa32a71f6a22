/**
 * What people write: posting, the transcript, edits and deletions, reading. Owns the page of a room, because that page
 * shows messages.
 */
@ApplicationModule(allowedDependencies = {"account", "room", "realtime", "web", "storage", "text"})
@NullMarked
package app.parley.message;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
