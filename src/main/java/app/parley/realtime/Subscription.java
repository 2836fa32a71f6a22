package app.parley.realtime;

/**
 * One SUBSCRIBE that took effect.
 *
 * @param session whose it is
 * @param id the client's name for it, repeated in every frame
 * @param destination where the broker delivers: a topic, or a queue of all sockets of this person
 */
record Subscription(LiveSession session, String id, String destination) {}
