package app.parley.notification.mail;

import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.nio.charset.StandardCharsets;

/**
 * Where somebody wants to be written to.
 *
 * @param confirmed whether the person has shown to read what arrives there
 * @param wanted whether the person wants letters
 * @param refusals how many letters in a row were refused for good
 * @param unsubscribeKey ends the letters, for whoever has one
 */
record MailAddress(
        long userId, String address, boolean confirmed, boolean wanted, int refusals, String unsubscribeKey) {

    private static final int LONGEST = 254;

    /**
     * Reads an address that somebody typed.
     *
     * @return the address alone, as it goes into a letter
     * @throws MalformedAddress if nothing could be sent there
     */
    static String typed(String text) {
        String address = text.strip();
        try {
            var parsed = new InternetAddress(address, true);
            boolean alone = parsed.getAddress().equals(address);
            boolean plain = StandardCharsets.US_ASCII.newEncoder().canEncode(address);
            if (alone && plain && address.length() <= LONGEST && address.indexOf('@') > 0) {
                return address;
            }
        } catch (AddressException _) {
            // said below
        }
        throw new MalformedAddress();
    }
}
