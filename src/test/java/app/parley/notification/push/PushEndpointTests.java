package app.parley.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushEndpointTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "10.255.255.255",
                "100.64.0.1",
                "100.127.255.255",
                "127.0.0.1",
                "127.255.255.254",
                "169.254.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.1",
                "192.0.2.1",
                "192.88.99.1",
                "192.168.0.1",
                "198.18.0.1",
                "198.19.255.255",
                "198.51.100.1",
                "203.0.113.1",
                "224.0.0.1",
                "239.255.255.255",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::127.0.0.1",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b::a00:1",
                "64:ff9b::808:808",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2",
                "2001:10::1",
                "2001:db8::1",
                "2002:7f00:1::1",
                "2002:a00:1::",
                "3fff::1",
                "4000::1",
                "fc00::1",
                "fd12:3456::1",
                "fe80::1",
                "fec0::1",
                "ff02::1"
            })
    void anAddressOutsideThePublicInternetIsRefused(String address) {
        assertThat(PublicAddresses.contain(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "126.0.0.1",
                "128.0.0.1", "169.253.0.1", "172.15.0.1", "172.32.0.1", "192.167.0.1", "198.17.0.1", "198.20.0.1",
                "223.255.255.255", "2001:200::1", "2001:4860:4860::8888", "2003::1", "2606:4700::1111", "2a00:1450::1"
            })
    void anAddressInThePublicInternetIsNot(String address) {
        assertThat(PublicAddresses.contain(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "nonsense",
                "https://",
                "https:///path",
                "http://push.example.org/a",
                "ftp://push.example.org/a",
                "file:///etc/passwd",
                "https://push.example.org:8443/a",
                "https://push.example.org:80/a",
                "https://user:secret@push.example.org/a",
                "https://push.example.org/a#b",
                "https://localhost/a",
                "https://127.0.0.1/a",
                "https://127.1/a",
                "https://2130706433/a",
                "https://0x7f000001/a",
                "https://0x7f.0.0.1/a",
                "https://8.8.8.8/a",
                "https://[::1]/a",
                "https://[::ffff:10.0.0.1]/a",
                "https://push.example.org/a b",
                "https://push example.org/a",
                "https://push.example.org\r\nHost: other/a"
            })
    void anEndpointThatIsNoPublicPushServiceIsRefused(String text) {
        assertThatThrownBy(() -> PushEndpoint.of(text, false)).isInstanceOf(MalformedSubscription.class);
    }

    @Test
    void anEndpointHasAtMostAThousandCharacters() {
        String start = "https://push.example.org/";
        String longest = start + "a".repeat(PushEndpoint.LONGEST - start.length());

        assertThat(PushEndpoint.of(longest, false).uri()).hasToString(longest);
        assertThatThrownBy(() -> PushEndpoint.of(longest + "a", false)).isInstanceOf(MalformedSubscription.class);
        assertThatThrownBy(() -> PushEndpoint.of(null, false)).isInstanceOf(MalformedSubscription.class);
    }

    @Test
    void theSecretPartOfAnEndpointDoesNotShow() {
        assertThat(PushEndpoint.of("https://push.example.org:443/secret?key=secret", false))
                .hasToString("https://push.example.org/…");
    }

    @Test
    void testsMaySendToThisMachine() {
        assertThat(PushEndpoint.of("http://127.0.0.1:4711/a", true).origin()).isEqualTo("http://127.0.0.1:4711");
    }
}
