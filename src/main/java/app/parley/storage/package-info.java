/**
 * The database: SQLite in a file of the data directory, or MySQL/MariaDB by {@code DATABASE_URL}. Knows no feature.
 *
 * <p>Transactions decide where a statement goes: {@code @Transactional(readOnly = true)} reads from the read pool,
 * every other transaction writes. On SQLite there is one writer, so a verb that only reads says so.
 */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package app.parley.storage;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
