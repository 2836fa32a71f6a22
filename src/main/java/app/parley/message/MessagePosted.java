package app.parley.message;

import app.parley.account.User;

/** A message is in the log, committed. */
public record MessagePosted(Message message, User author) {}
