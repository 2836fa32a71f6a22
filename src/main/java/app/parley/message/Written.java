package app.parley.message;

import app.parley.account.User;

/** A message with whoever wrote it. */
record Written(Message message, User author) {}
