package app.parley.realtime;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** What an operator wants to know about the open sockets. */
@Component
class SocketMetrics {

    private final MeterRegistry registry;
    private final Counter delivered;
    private final Counter dropped;
    private final Counter stalled;

    SocketMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.delivered = Counter.builder("parley.socket.frames.sent")
                .description("Frames handed to sockets")
                .register(registry);
        this.dropped = Counter.builder("parley.socket.frames.dropped")
                .description("Frames left out for readers that were behind, which they can do without")
                .register(registry);
        this.stalled = Counter.builder("parley.socket.stalled")
                .description("Sockets closed because their readers did not keep up")
                .register(registry);
    }

    void watch(LiveSessions sessions) {
        Gauge.builder("parley.socket.open", sessions, LiveSessions::count)
                .description("Open sockets")
                .register(registry);
        Gauge.builder("parley.socket.waiting", sessions, LiveSessions::waitingBytes)
                .description("Bytes on their way to sockets")
                .baseUnit("bytes")
                .register(registry);
    }

    void sent(int frames) {
        delivered.increment(frames);
    }

    void dropped() {
        dropped.increment();
    }

    void stalled() {
        stalled.increment();
    }
}
