package app.parley.account.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.FlashMap;

class SessionAttributesTests {

    @Test
    void whatIsWrittenIsRead() {
        var flash = new FlashMap();
        flash.put("notice", "Saved.");
        flash.addTargetRequestParam("a", "b");
        flash.startExpirationPeriod(180);

        Map<String, Object> read = SessionAttributes.read(SessionAttributes.write(Map.of("flash", flash, "n", 7L)));

        assertThat(read).containsEntry("n", 7L).containsEntry("flash", flash);
    }

    @Test
    void nothingTakesNoBytes() {
        assertThat(SessionAttributes.write(Map.of())).isNull();
        assertThat(SessionAttributes.read(null)).isEmpty();
    }

    @Test
    void aClassThatNoSessionHoldsIsNotMade() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(new HashMap<>(Map.of("gadget", new Gadget("boom"))));
        }

        assertThatThrownBy(() -> SessionAttributes.read(bytes.toByteArray()))
                .isInstanceOf(SessionAttributes.Unreadable.class);
    }

    record Gadget(String effect) implements Serializable {}
}
