package app.parley.account;

/** Somebody opted out of read receipts; published inside the transaction that stores it. */
public record ReadsHidden(long userId) {}
