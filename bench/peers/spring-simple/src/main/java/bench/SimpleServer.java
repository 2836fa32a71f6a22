package bench;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.messaging.handler.annotation.MessageMapping;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.messaging.handler.annotation.SendTo;
import org.springframework.messaging.simp.config.MessageBrokerRegistry;
import org.springframework.stereotype.Controller;
import org.springframework.web.socket.config.annotation.EnableWebSocketMessageBroker;
import org.springframework.web.socket.config.annotation.StompEndpointRegistry;
import org.springframework.web.socket.config.annotation.WebSocketMessageBrokerConfigurer;

/** One room, in memory, nothing stored. The order of one sender is kept, as a chat must have it. */
@SpringBootApplication
@EnableWebSocketMessageBroker
@Controller
public class SimpleServer implements WebSocketMessageBrokerConfigurer {

    record Sent(String clientId, String body, long author) {}

    private final AtomicLong seq = new AtomicLong();

    public static void main(String[] arguments) {
        SpringApplication.run(SimpleServer.class, arguments);
    }

    @Override
    public void registerStompEndpoints(StompEndpointRegistry registry) {
        registry.addEndpoint("/ws/websocket");
        registry.setPreserveReceiveOrder(true);
    }

    @Override
    public void configureMessageBroker(MessageBrokerRegistry registry) {
        registry.enableSimpleBroker("/topic");
        registry.setApplicationDestinationPrefixes("/app");
        registry.setPreservePublishOrder(true);
    }

    @MessageMapping("/rooms/1/messages")
    @SendTo("/topic/rooms.1")
    Map<String, Object> post(@Payload Sent sent) {
        long place = seq.incrementAndGet();
        return Map.of(
                "type", "message.posted",
                "room", 1,
                "seq", place,
                "message",
                        Map.of(
                                "id", place,
                                "clientId", sent.clientId(),
                                "author", Map.of("id", sent.author(), "name", "Person " + sent.author()),
                                "body", sent.body(),
                                "createdAt", Instant.now()));
    }
}
