/**
 * What makes a browser known: its web session, its remembered sign-in, and the cookies that name them. Secrets are stored
 * as hashes, so that a copy of the database signs nobody in.
 */
@NamedInterface("session")
@NullMarked
package app.parley.account.session;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
