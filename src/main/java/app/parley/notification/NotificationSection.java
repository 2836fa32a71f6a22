package app.parley.notification;

import app.parley.account.User;
import org.springframework.ui.Model;

/** A part of the page on which people say how they want to be told. */
public interface NotificationSection {

    /** Adds what the part shows of this person. */
    void describe(User me, Model model);
}
