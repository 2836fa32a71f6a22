package app.parley.presence;

/**
 * Somebody who types in a room.
 *
 * @param name as the others know this person
 * @param socketId the id of the STOMP session that said so
 */
record Typist(long userId, long roomId, String name, String socketId) {}
