package app.parley.notification.push;

/** What a browser sent is no subscription that anything could be sent to. */
class MalformedSubscription extends RuntimeException {

    /** @param sentence what is wrong, for whoever sent it */
    MalformedSubscription(String sentence) {
        super(sentence, null, false, false);
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
