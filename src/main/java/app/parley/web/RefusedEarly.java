package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;

/**
 * What Jetty or Spring Security's firewall refuses before anything of ours sees it, such as an address that is not UTF-8:
 * a sentence, and the headers that every answer has. The policy allows nothing at all.
 */
@Component
class RefusedEarly
        implements Request.Handler, RequestRejectedHandler, WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    private static final String SENTENCE = "This request was not understood.\n";
    private static final Map<String, String> HEADERS = headers();

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        factory.addServerCustomizers(server -> server.setErrorHandler(this));
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        HEADERS.forEach(response.getHeaders()::put);
        Content.Sink.write(response, true, SENTENCE, callback);
        return true;
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException rejected)
            throws IOException {
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        HEADERS.forEach(response::setHeader);
        response.getWriter().write(SENTENCE);
    }

    private static Map<String, String> headers() {
        var headers = new HashMap<>(SecurityHeaders.SAME_FOR_ALL);
        headers.put("Content-Type", "text/plain;charset=utf-8");
        headers.put("Cache-Control", "no-store");
        headers.put(
                SecurityHeaders.POLICY,
                "default-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'");
        return Map.copyOf(headers);
    }
}
