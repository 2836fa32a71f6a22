package app.parley.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostmanTests {

    @ParameterizedTest
    @CsvSource({
        "https://chat.example.org, chat.example.org",
        "http://chat.example.org:8080, chat.example.org",
        "https://my_chat.example.org, my_chat.example.org",
        "http://my_chat:8080, my_chat",
        "https://bücher.example, xn--bcher-kva.example",
        "https://例え.テスト:8443, xn--r8jz45g.xn--zckzah",
        "http://192.168.1.5:8080, [192.168.1.5]",
        "'http://[2001:db8::1]:8080', '[IPv6:2001:db8::1]'"
    })
    void lettersComeFromTheHostAsMailServersWriteIt(String address, String domain) {
        assertThat(Postman.domain(address)).isEqualTo(domain);
    }
}
