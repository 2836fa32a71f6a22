/** What people upload, made harmless. Knows no feature. */
@ApplicationModule(allowedDependencies = {"text"})
@NullMarked
package app.parley.file;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
