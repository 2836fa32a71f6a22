/**
 * The shell of every page: the security filter chain, headers, static files, errors, and who is looking. Knows no
 * feature; a feature plugs into the chain with a {@code Customizer<HttpSecurity>} bean.
 */
@ApplicationModule(allowedDependencies = {"storage", "text"})
@NullMarked
package app.parley.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
