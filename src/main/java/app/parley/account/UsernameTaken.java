package app.parley.account;

/** Somebody has this username, or one that looks like it; the message is the sentence to show beside the field. */
public class UsernameTaken extends RuntimeException {

    UsernameTaken() {
        super("This username, or one that looks very much like it, is taken.", null, false, false);
    }
}
