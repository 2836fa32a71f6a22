package app.parley.notification.mail;

/** What somebody typed is no address that anything could be sent to. */
class MalformedAddress extends RuntimeException {

    MalformedAddress() {
        super("This is no e-mail address.", null, false, false);
    }
}
