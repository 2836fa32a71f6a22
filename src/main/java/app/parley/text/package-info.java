/**
 * What Parley says to people, in their language: the sentences are in {@code resources/text}, by module and language; those
 * of the scripts in {@code static/js/text}. Knows no feature.
 *
 * <p>What only a programmer's mistake brings about, such as a malformed frame, is said in English.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package app.parley.text;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
