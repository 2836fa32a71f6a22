/** What a client knows of a room by the wire contract, and what it should know. */
@NullMarked
package app.parley.testing.reading;

import org.jspecify.annotations.NullMarked;
