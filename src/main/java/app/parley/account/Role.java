package app.parley.account;

/** What a person may do on the whole server. */
public enum Role {
    ADMINISTRATOR,
    MEMBER
}
