/** What the application asks its database: how many statements, which ones, by which plan, reading how many rows. */
@NullMarked
package app.parley.testing.sql;

import org.jspecify.annotations.NullMarked;
