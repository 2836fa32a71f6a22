package app.parley.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Somebody who reads a transcript through, screen by screen, and watches that the page never shows a message twice, out of
 * order or with a hole between two of them.
 */
final class Reader {

    private static final String SHOWN = """
            () => [...document.querySelectorAll('.transcript__messages > .message')].map(m =>
              [Number(m.dataset.messageSeq), m.querySelector('.message__body').innerText.trim()])""";

    private static final String STEP = """
            direction => {
              const log = document.querySelector('.transcript__log')
              log.scrollTop += direction * log.clientHeight * 3
            }""";

    private final RoomScreen screen;
    private final SortedMap<Integer, String> read = new TreeMap<>();

    Reader(RoomScreen screen) {
        this.screen = screen;
    }

    /** Seq to words of all messages from the page's place down to this one. */
    SortedMap<Integer, String> readDownTo(int last) {
        return read(last, 1);
    }

    SortedMap<Integer, String> readUpTo(int first) {
        return read(first, -1);
    }

    private SortedMap<Integer, String> read(int goal, int direction) {
        look();
        Page page = screen.page();
        page.waitForCondition(
                () -> {
                    page.evaluate(STEP, direction);
                    look();
                    return read.containsKey(goal);
                },
                new Page.WaitForConditionOptions().setTimeout(30_000));
        return read;
    }

    @SuppressWarnings("unchecked")
    private void look() {
        List<List<Object>> shown = (List<List<Object>>) screen.page().evaluate(SHOWN);
        Integer previous = null;
        for (List<Object> message : shown) {
            Integer seq = (Integer) message.get(0);
            if (previous != null) {
                assertThat(seq).as("follows " + previous + " in the page").isEqualTo(previous + 1);
            }
            String words = (String) message.get(1);
            String before = read.put(seq, words);
            assertThat(before).as("words of " + seq).isIn(null, words);
            previous = seq;
        }
        assertThat(shown).hasSizeLessThanOrEqualTo(300);
    }
}
