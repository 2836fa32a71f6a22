/** E-mail about missed mentions and direct messages: it waits a while, puts them together and drops what was read meanwhile. */
@NullMarked
package app.parley.notification.mail;

import org.jspecify.annotations.NullMarked;
