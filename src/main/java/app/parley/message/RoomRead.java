package app.parley.message;

/** Somebody has read on, committed. */
public record RoomRead(long userId, long roomId, long seq) {}
