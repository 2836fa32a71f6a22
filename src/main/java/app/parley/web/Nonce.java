package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.Base64;

/** The secret of one response that lets its own inline import map run and nobody else's script. */
final class Nonce {

    private static final String ATTRIBUTE = Nonce.class.getName();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonce() {}

    /** 128 random bits, the same for header and page. */
    static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String nonce) {
            return nonce;
        }
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        String nonce = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        request.setAttribute(ATTRIBUTE, nonce);
        return nonce;
    }
}
