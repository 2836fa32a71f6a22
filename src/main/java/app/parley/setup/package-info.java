/** The first run: until there is an administrator, everything leads here, and afterwards nothing does. */
@ApplicationModule(allowedDependencies = {"account", "account :: session", "room", "web", "text"})
@NullMarked
package app.parley.setup;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
