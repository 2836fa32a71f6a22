package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.security.web.header.HeaderWriter;

/**
 * Content Security Policy Level 3 for every response: what the page itself ships and nothing else. Even a message that
 * slipped through the sanitiser could load and run nothing.
 */
class ContentSecurityPolicy implements HeaderWriter {

    @Override
    public void writeHeaders(HttpServletRequest request, HttpServletResponse response) {
        String nonce = Nonce.of(request);
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self' 'nonce-%s'; style-src 'self' 'nonce-%s'; img-src 'self' data:; "
                                .formatted(nonce, nonce)
                        + "connect-src 'self'; font-src 'self'; manifest-src 'self'; worker-src 'self'; "
                        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'");
    }
}
