package app.parley.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Decides what counts as one address, for every limit: an IPv4 address, or the first 64 bits of an IPv6 address, since
 * one line has 2^64 of those for itself (RFC 6177).
 *
 * @param network equal for addresses that count as one
 */
public record ClientAddress(String network) {

    private static final int NETWORK_BYTES = 8;

    /** Reads what the connection says, with or without brackets and zone; what is no address counts as it is. */
    public static ClientAddress of(String remoteAddress) {
        String literal = withoutZone(withoutBrackets(remoteAddress));
        try {
            InetAddress address = InetAddress.ofLiteral(literal); // maps ::ffff:192.0.2.1 to 192.0.2.1
            return new ClientAddress(
                    address instanceof Inet6Address
                            ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES)) + "::/64"
                            : address.getHostAddress());
        } catch (IllegalArgumentException e) {
            return new ClientAddress(remoteAddress);
        }
    }

    /** The address from which this request comes. */
    public static ClientAddress of(HttpServletRequest request) {
        return of(request.getRemoteAddr());
    }

    /** The address from which the request comes that this thread answers, or null if it answers none. */
    public static @Nullable ClientAddress here() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? of(attributes.getRequest())
                : null;
    }

    private static String withoutBrackets(String address) {
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }

    private static String withoutZone(String address) {
        int zone = address.indexOf('%');
        return zone < 0 ? address : address.substring(0, zone);
    }

    @Override
    public String toString() {
        return network;
    }
}
