package app.parley.account;

/** Somebody made an account; published inside the transaction that stores it. */
public record UserSignedUp(long userId) {}
