package app.parley.account;

import app.parley.web.Viewer;

/**
 * Somebody goes by another name, says something else beside it or has another picture; published inside the transaction that
 * stores it.
 *
 * @param everywhere whether it shows wherever the person wrote: a status shows only where a room is called after the person
 */
public record UserChanged(Viewer user, boolean everywhere) {}
