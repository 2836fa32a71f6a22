/** A network that fails on demand between the tests' clients, the server and its database. */
@NullMarked
package app.parley.testing.network;

import org.jspecify.annotations.NullMarked;
