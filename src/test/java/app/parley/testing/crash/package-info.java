/**
 * The proof that an acknowledged message is never lost and never stored twice: people post over the socket, the server is
 * killed at random instants, a journal on disk keeps what was acknowledged, and an auditor compares it with the database
 * by SQL. The auditor itself is tested with planted corruptions, the whole with a server that acknowledges too early.
 */
@NullMarked
package app.parley.testing.crash;

import org.jspecify.annotations.NullMarked;
