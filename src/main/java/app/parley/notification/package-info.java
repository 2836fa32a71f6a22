/**
 * How people hear of what they missed: Web Push to browsers, also while no page is open ({@code push}). Never delays a
 * message.
 */
@ApplicationModule(allowedDependencies = {"account", "account :: session", "message", "room", "web"})
@NullMarked
package app.parley.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
