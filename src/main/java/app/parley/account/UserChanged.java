package app.parley.account;

import app.parley.web.Viewer;

/** Somebody goes by another name, says something else beside it or has another picture; published inside the transaction that stores it. */
public record UserChanged(Viewer user) {}
