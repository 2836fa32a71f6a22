/**
 * People: who they are, how they come in (sign-up, invitation, sign-in), and what they say about themselves.
 *
 * <p>Another module's controller takes the signed-in person as a parameter of type {@link app.parley.account.User}.
 */
@ApplicationModule(allowedDependencies = {"file", "web", "realtime", "storage", "text"})
@NullMarked
package app.parley.account;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
