/**
 * Web Push: subscriptions of browsers, and sending to the push services that they name. RFC 8030 is the protocol, RFC 8291
 * the encryption and RFC 8292 (VAPID) how the services know this server.
 */
@NullMarked
package app.parley.notification.push;

import org.jspecify.annotations.NullMarked;
