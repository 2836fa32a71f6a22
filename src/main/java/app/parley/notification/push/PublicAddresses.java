package app.parley.notification.push;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses lie in the public internet. What is not on the list of what is public, or is set apart there for a special
 * purpose, is refused, so that nobody reaches the operator's own network through this server.
 *
 * @see <a href="https://www.iana.org/assignments/iana-ipv4-special-registry">IANA IPv4 Special-Purpose Addresses</a>
 * @see <a href="https://www.iana.org/assignments/iana-ipv6-special-registry">IANA IPv6 Special-Purpose Addresses</a>
 */
final class PublicAddresses {

    private static final List<Network> SPECIAL_V4 = networks(
            "0.0.0.0/8", // this network
            "10.0.0.0/8",
            "100.64.0.0/10", // behind a provider's NAT
            "127.0.0.0/8",
            "169.254.0.0/16", // link-local, and where clouds answer questions about the machine
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "192.168.0.0/16",
            "198.18.0.0/15", // benchmarks
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/3"); // multicast, reserved, broadcast

    /** Outside of it are loopback, link-local, unique local, multicast, IPv4-mapped and NAT64. */
    private static final Network GLOBAL_V6 = Network.of("2000::/3");

    private static final List<Network> SPECIAL_V6 = networks(
            "2001::/23", // Teredo and others
            "2001:db8::/32", // documentation
            "2002::/16", // 6to4
            "3fff::/20");

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        return address instanceof Inet4Address
                ? SPECIAL_V4.stream().noneMatch(network -> network.contains(address))
                : GLOBAL_V6.contains(address) && SPECIAL_V6.stream().noneMatch(network -> network.contains(address));
    }

    private static List<Network> networks(String... texts) {
        return Stream.of(texts).map(Network::of).toList();
    }

    private record Network(InetAddress prefix, int bits) {

        static Network of(String text) {
            String[] parts = text.split("/", 2);
            return new Network(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
        }

        boolean contains(InetAddress address) {
            byte[] mine = prefix.getAddress();
            byte[] other = address.getAddress();
            if (mine.length != other.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                if (((mine[bit / 8] ^ other[bit / 8]) & (0x80 >> (bit % 8))) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
