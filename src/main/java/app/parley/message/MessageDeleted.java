package app.parley.message;

import app.parley.account.User;

/** A message became a tombstone, committed. */
public record MessageDeleted(Message message, User author) {}
