/**
 * Days of a few people in a real browser: what somebody does, sees and never loses, from the first run on. The people are
 * always the same: Ada, who runs the server or the room, Bo and Chidi, who are in it, and Ines, who comes later or not at all.
 */
@NullMarked
package app.parley.journey;

import org.jspecify.annotations.NullMarked;
