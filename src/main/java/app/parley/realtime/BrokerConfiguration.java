package app.parley.realtime;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.messaging.simp.user.UserDestinationResolver;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.web.socket.config.annotation.DelegatingWebSocketMessageBrokerConfiguration;

/** Spring's STOMP over WebSocket, all of it but the broker. */
@Configuration(proxyBeanMethods = false)
class BrokerConfiguration extends DelegatingWebSocketMessageBrokerConfiguration {

    private final FanOut fanOut;
    private final LiveSessions live;
    private final TaskScheduler taskScheduler;
    private final Duration heartbeat;

    BrokerConfiguration(
            FanOut fanOut,
            LiveSessions live,
            TaskScheduler taskScheduler,
            @Value("${parley.socket.heartbeat:10s}") Duration heartbeat) {
        this.fanOut = fanOut;
        this.live = live;
        this.taskScheduler = taskScheduler;
        this.heartbeat = heartbeat;
    }

    @Override
    @Bean
    public AbstractBrokerMessageHandler simpleBrokerMessageHandler(
            AbstractSubscribableChannel clientInboundChannel,
            AbstractSubscribableChannel clientOutboundChannel,
            AbstractSubscribableChannel brokerChannel,
            UserDestinationResolver userDestinationResolver) {
        return new FanOutBroker(
                clientInboundChannel, clientOutboundChannel, brokerChannel, fanOut, live, taskScheduler, heartbeat);
    }
}
