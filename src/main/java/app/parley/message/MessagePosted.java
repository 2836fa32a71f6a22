package app.parley.message;

import app.parley.account.User;
import java.util.List;

/**
 * A message is in the log, committed.
 *
 * @param called whom it calls by name
 */
public record MessagePosted(Message message, User author, List<Mentioned> called) {}
