package app.parley.notification.mail;

import org.jspecify.annotations.Nullable;

/**
 * What somebody finds in the mail.
 *
 * @param text for readers without HTML
 * @param thread a word that is the same for all letters that belong together, or null for one that stands alone
 */
record Letter(String subject, String text, @Nullable String thread, String html) {}
