/**
 * How people hear of what they missed, each on the ways that they want ({@code NoticeChannel}): Web Push to browsers, also while
 * no page is open ({@code push}), and e-mail ({@code mail}). Never delays a message.
 */
@ApplicationModule(allowedDependencies = {"account", "account :: session", "message", "room", "web", "text"})
@NullMarked
package app.parley.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
