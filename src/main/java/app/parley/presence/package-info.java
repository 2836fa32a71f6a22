/**
 * Who is here and who is typing. Both live in memory only: whoever restarts the server finds everybody where they are a
 * moment later, because their sockets come back.
 */
@ApplicationModule(allowedDependencies = {"room", "account", "account::session", "realtime", "web", "text"})
@NullMarked
package app.parley.presence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
