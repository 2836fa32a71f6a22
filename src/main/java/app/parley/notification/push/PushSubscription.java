package app.parley.notification.push;

/**
 * A browser that wants to be told, as it is stored.
 *
 * @param refusals how often in a row its push service refused a message
 */
record PushSubscription(long id, long userId, String endpoint, String p256dh, String auth, int refusals) {

    @Override
    public String toString() {
        return "push subscription " + id + " of user " + userId;
    }
}
