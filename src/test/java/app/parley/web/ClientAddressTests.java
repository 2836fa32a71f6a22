package app.parley.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientAddressTests {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "192.0.2.1, ::ffff:192.0.2.1",
        "2001:db8::1, 2001:db8::ffff:2",
        "2001:db8::1, [2001:db8::2]",
        "2001:db8:0:0:1:2:3:4, 2001:DB8::",
        "fe80::1%eth0, fe80::2%eth1",
        "unix, unix"
    })
    void theseCountAsOne(String one, String other) {
        assertThat(ClientAddress.of(one)).isEqualTo(ClientAddress.of(other));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.2",
        "2001:db8::1, 2001:db8:0:1::1",
        "192.0.2.1, ::ffff:192.0.2.2",
        "::1, 2001:db8::1",
        "'', 127.0.0.1"
    })
    void theseDoNot(String one, String other) {
        assertThat(ClientAddress.of(one)).isNotEqualTo(ClientAddress.of(other));
    }
}
