/**
 * The socket: STOMP over WebSocket and SockJS at {@code /ws}, who may subscribe and send, publishing events, and ending
 * what is open when a right ends. Knows no feature: each module brings {@link app.parley.realtime.TopicGuard guards} for
 * its own topics and pushes its events down to the {@link app.parley.realtime.Broadcaster}.
 */
@ApplicationModule(allowedDependencies = {"storage", "text", "web"})
@NullMarked
package app.parley.realtime;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
