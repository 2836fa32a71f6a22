/**
 * The profile {@code demo}: fills an empty server with an invented team and three weeks of its conversations, to look at
 * the interface with something in it. Its texts are the files in {@code resources/demo}; {@link app.parley.demo.Script}
 * says how they are written.
 */
@ApplicationModule(allowedDependencies = {"account", "room", "message"})
@NullMarked
package app.parley.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
