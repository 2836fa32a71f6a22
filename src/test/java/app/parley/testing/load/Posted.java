package app.parley.testing.load;

/**
 * A message and the answer that its author got.
 *
 * @param author the user's number
 */
public record Posted(long room, long seq, long id, String clientId, long author, String body) {}
