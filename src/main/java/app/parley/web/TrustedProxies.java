package app.parley.web;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.ForwardedRequestCustomizer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConfiguration.ConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.jetty.servlet.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Believes as many proxies as the operator says stand before this server, and nobody before them. Each of them adds the
 * address that it was called from at the end of {@code X-Forwarded-For}, so they are counted from the right: what a client
 * wrote there itself comes before, and is thrown away. {@code Forwarded} (RFC 7239) is never believed, since a proxy that
 * does not know it passes on whatever a client wrote.
 */
@Component
class TrustedProxies implements HttpConfiguration.Customizer, WebServerFactoryCustomizer<JettyServletWebServerFactory> {

    /** What a browser was told to ask for. */
    private static final List<HttpHeader> OF_ONE_HOP =
            List.of(HttpHeader.X_FORWARDED_PROTO, HttpHeader.X_FORWARDED_HOST, HttpHeader.X_FORWARDED_PORT);

    /** An IPv4 address or an IPv6 address in brackets, with a port or without; or a bare IPv6 address. */
    private static final Pattern WITH_PORT =
            Pattern.compile("(?:(?<v4>[0-9.]+)|\\[(?<v6>[0-9A-Fa-f:.]+)])(?::[0-9]{1,5})?");

    private final int proxies;
    private final ForwardedRequestCustomizer jetty = new ForwardedRequestCustomizer();

    /**
     * @param proxies how many proxies a request passes, zero if browsers come directly
     * @param forwardHeaders as it was set before proxies were counted: anything but {@code none} stands for one
     */
    TrustedProxies(
            @Value("${parley.proxies:0}") int proxies, @Value("${parley.forward-headers:none}") String forwardHeaders) {
        this.proxies = proxies == 0 && !forwardHeaders.equals("none") ? 1 : proxies;
    }

    /** Whether connections are opened by whoever speaks on them. */
    boolean areNone() {
        return proxies == 0;
    }

    @Override
    public void customize(JettyServletWebServerFactory factory) {
        if (proxies > 0) {
            factory.addServerCustomizers(server -> Stream.of(server.getConnectors())
                    .flatMap(connector -> connector.getConnectionFactories().stream())
                    .filter(ConnectionFactory.class::isInstance)
                    .forEach(connections -> ((ConnectionFactory) connections)
                            .getHttpConfiguration()
                            .addCustomizer(this)));
        }
    }

    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        HttpFields.Mutable headers = HttpFields.build(request.getHeaders()).remove(HttpHeader.FORWARDED);
        OF_ONE_HOP.forEach(header ->
                believe(headers, header, lastHops(request, header).stream().findFirst()));
        believe(headers, HttpHeader.X_FORWARDED_FOR, furthest(lastHops(request, HttpHeader.X_FORWARDED_FOR)));
        HttpFields believed = headers.asImmutable();
        return jetty.customize(
                new Request.Wrapper(request) {
                    @Override
                    public HttpFields getHeaders() {
                        return believed;
                    }
                },
                responseHeaders);
    }

    private static void believe(HttpFields.Mutable headers, HttpHeader name, Optional<String> value) {
        headers.remove(name);
        value.ifPresent(text -> headers.put(name, text));
    }

    /** What the proxies wrote, from the outermost to the nearest. */
    private List<String> lastHops(Request request, HttpHeader header) {
        List<String> all = request.getHeaders().getCSV(header, false);
        return all.subList(Math.max(0, all.size() - proxies), all.size());
    }

    /** The address furthest away, as far as one proxy after the other names one: beyond garbage nothing is known. */
    private static Optional<String> furthest(List<String> hops) {
        Optional<String> known = Optional.empty();
        for (String hop : hops.reversed()) {
            Optional<String> address = address(hop);
            if (address.isEmpty()) {
                return known;
            }
            known = address;
        }
        return known;
    }

    private static Optional<String> address(String hop) {
        Matcher form = WITH_PORT.matcher(hop);
        String literal = !form.matches() ? hop : form.group("v4") == null ? form.group("v6") : form.group("v4");
        try {
            String address = InetAddress.ofLiteral(literal).getHostAddress();
            return Optional.of(address.contains(":") ? "[" + address + "]" : address);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
