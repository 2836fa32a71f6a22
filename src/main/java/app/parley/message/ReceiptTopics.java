package app.parley.message;

import app.parley.realtime.Topic;
import app.parley.realtime.TopicGuard;
import java.util.List;
import org.springframework.stereotype.Component;

/** {@code /topic/rooms.{room}.reads} is for members who show how far they read themselves, while there are receipts. */
@Component
class ReceiptTopics implements TopicGuard {

    private final Receipts receipts;

    ReceiptTopics(Receipts receipts) {
        this.receipts = receipts;
    }

    @Override
    public boolean allows(long userId, Topic topic) {
        List<String> segments = topic.segments();
        return segments.size() == 3
                && segments.get(0).equals("rooms")
                && segments.get(2).equals("reads")
                && Character.isDigit(segments.get(1).charAt(0))
                && receipts.areFor(userId, Long.parseLong(segments.get(1)));
    }
}
