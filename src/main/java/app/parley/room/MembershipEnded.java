package app.parley.room;

/** A person left a room or was removed from it. */
public record MembershipEnded(long roomId, long userId) {}
