/**
 * Parley. Each package below this one is a module with declared dependencies; {@code docs/architecture.md} is the map.
 */
@NullMarked
package app.parley;

import org.jspecify.annotations.NullMarked;
