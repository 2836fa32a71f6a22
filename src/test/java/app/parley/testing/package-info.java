/**
 * What tests need around the application: a browser, databases, the application as a process of its own, and people who
 * use it over HTTP, STOMP and SockJS. Nothing here knows a class of the application: it speaks the wire contract and
 * reads the tables, so that it can judge any version of it.
 *
 * <p>Services are looked for in a fixed order and the last step is a failure with the line that installs what is
 * missing; a test is never skipped silently.
 */
@NullMarked
package app.parley.testing;

import org.jspecify.annotations.NullMarked;
