package app.parley.message;

import app.parley.account.User;

/** A message has another text, committed. */
public record MessageEdited(Message message, User author) {}
