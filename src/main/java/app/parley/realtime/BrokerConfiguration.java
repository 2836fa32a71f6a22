package app.parley.realtime;

import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.simp.broker.AbstractBrokerMessageHandler;
import org.springframework.messaging.simp.user.UserDestinationResolver;
import org.springframework.messaging.support.AbstractSubscribableChannel;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.web.socket.config.annotation.DelegatingWebSocketMessageBrokerConfiguration;

/** Spring's STOMP over WebSocket, all of it but the broker. */
@Configuration // its methods call each other
class BrokerConfiguration extends DelegatingWebSocketMessageBrokerConfiguration {

    /** The name of the sockets' scheduler. */
    static final String SCHEDULER = "messageBrokerTaskScheduler";

    private final FanOut fanOut;
    private final LiveSessions live;
    private final Duration heartbeat;

    BrokerConfiguration(FanOut fanOut, LiveSessions live, @Value("${parley.socket.heartbeat:10s}") Duration heartbeat) {
        this.fanOut = fanOut;
        this.live = live;
        this.heartbeat = heartbeat;
    }

    /** Heartbeats of all kinds of sockets, and who looks after them; what these threads do never waits for a database. */
    @Override
    @Bean(name = SCHEDULER, defaultCandidate = false)
    public TaskScheduler messageBrokerTaskScheduler() {
        var scheduler = new ThreadPoolTaskScheduler();
        scheduler.setPoolSize(2);
        scheduler.setThreadNamePrefix("socket-");
        scheduler.setRemoveOnCancelPolicy(true);
        scheduler.setAcceptTasksAfterContextClose(true); // each frame to a SockJS client plans the next heartbeat
        scheduler.setPhase(getPhase());
        return scheduler;
    }

    @Override
    @Bean
    public AbstractBrokerMessageHandler simpleBrokerMessageHandler(
            AbstractSubscribableChannel clientInboundChannel,
            AbstractSubscribableChannel clientOutboundChannel,
            AbstractSubscribableChannel brokerChannel,
            UserDestinationResolver userDestinationResolver) {
        var broker = new FanOutBroker(
                clientInboundChannel,
                clientOutboundChannel,
                brokerChannel,
                fanOut,
                live,
                messageBrokerTaskScheduler(),
                heartbeat);
        broker.setPhase(getPhase());
        return broker;
    }
}
