package app.parley.message;

import app.parley.account.User;
import app.parley.realtime.Broadcaster;
import app.parley.realtime.Topic;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells everybody who has the room open what happened to its messages. */
@Component
class MessageBroadcast {

    record Event(String type, long room, long change, long seq, WireMessage message) {}

    private final Broadcaster broadcaster;
    private final MessageRenderer renderer;

    MessageBroadcast(Broadcaster broadcaster, MessageRenderer renderer) {
        this.broadcaster = broadcaster;
        this.renderer = renderer;
    }

    @EventListener
    void on(MessagePosted event) {
        publish(
                "message.posted",
                event.message(),
                event.author(),
                renderer.render(event.message(), event.author().viewer(), event.called()));
    }

    @EventListener
    void on(MessageEdited event) {
        publish(
                "message.edited",
                event.message(),
                event.author(),
                renderer.render(event.message(), event.author().viewer()));
    }

    @EventListener
    void on(MessageDeleted event) {
        publish(
                "message.deleted",
                event.message(),
                event.author(),
                renderer.render(event.message(), event.author().viewer()));
    }

    private void publish(String type, Message message, User author, Fragment fragment) {
        var wire = WireMessage.of(message, author.viewer(), fragment);
        broadcaster.publish(
                Topic.of("rooms", message.roomId()),
                new Event(type, message.roomId(), message.change(), message.seq(), wire));
    }
}
