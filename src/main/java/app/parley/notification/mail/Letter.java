package app.parley.notification.mail;

/**
 * What somebody finds in the mail.
 *
 * @param text for readers without HTML
 */
record Letter(String subject, String text, String html) {}
