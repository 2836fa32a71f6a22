package app.parley.room;

/** A person became a member of a room. */
public record MembershipStarted(long roomId, long userId) {}
