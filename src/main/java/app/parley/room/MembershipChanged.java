package app.parley.room;

/** A room has another place in one person's list. */
public record MembershipChanged(long roomId, long userId) {}
