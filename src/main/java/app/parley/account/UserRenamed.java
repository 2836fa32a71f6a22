package app.parley.account;

import app.parley.web.Viewer;

/** Somebody goes by another name; published inside the transaction that stores it. */
public record UserRenamed(Viewer user) {}
