/** Many messages: people who post without pause over their sockets, and rooms filled behind the application's back. */
@NullMarked
package app.parley.testing.load;

import org.jspecify.annotations.NullMarked;
