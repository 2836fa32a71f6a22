package app.parley.testing;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A client of STOMP 1.2 that shares no code with the one in the browser. Frames are collected per destination and
 * awaited by condition. Thread-safe.
 *
 * <p>STOMP's RECEIPT is the only proof that a SUBSCRIBE took effect, and our wire contract has none; where a test must
 * know, it sends something harmless behind the SUBSCRIBE and awaits the answer ({@link #subscribe} does not wait).
 */
public final class StompConnection implements AutoCloseable {

    /** How long anything awaited may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Duration HEARTBEAT = Duration.ofSeconds(10);
    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("stomp-heartbeats").factory());

    private final Person person;
    private final StompTransport transport;
    private final StompDecoder decoder = new StompDecoder();
    private final Map<String, String> destinations = new ConcurrentHashMap<>();
    private final Map<String, Inbox> inboxes = new ConcurrentHashMap<>();
    private final Map<String, Consumer<StompFrame>> listeners = new ConcurrentHashMap<>();
    private final CompletableFuture<StompFrame> connected = new CompletableFuture<>();
    private final CompletableFuture<StompFrame> error = new CompletableFuture<>();
    private final CompletableFuture<String> closed = new CompletableFuture<>();
    private final AtomicInteger heartbeats = new AtomicInteger();
    private volatile @Nullable ScheduledFuture<?> beating;
    private volatile long lastHeard = System.nanoTime();

    private StompConnection(Person person, BiFunction<Person, StompTransport.Receiver, StompTransport> open) {
        this.person = person;
        this.transport = open.apply(person, new Incoming());
    }

    /** Connects by native WebSocket, with the CSRF token, and waits for CONNECTED. */
    public static StompConnection open(Person person) {
        return openTransport(person).connect(person.csrfHeader(), person.csrfToken());
    }

    /** The same, by a page in this language. */
    public static StompConnection open(Person person, String language) {
        return openTransport(person)
                .connect(HEARTBEAT, Map.of(person.csrfHeader(), person.csrfToken(), "accept-language", language));
    }

    /** Connects by SockJS (streaming), with the CSRF token, and waits for CONNECTED. */
    public static StompConnection openSockJs(Person person) {
        return openSockJsTransport(person).connect(person.csrfHeader(), person.csrfToken());
    }

    /** A native WebSocket on which nothing was said yet. */
    public static StompConnection openTransport(Person person) {
        return new StompConnection(person, WebSocketTransport::open);
    }

    /** A native WebSocket opened by a page of another origin, on which nothing was said yet. */
    public static StompConnection openTransport(Person person, String origin) {
        return new StompConnection(person, (who, receiver) -> WebSocketTransport.open(who, origin, receiver));
    }

    /** A plain TCP socket that speaks WebSocket, for bytes that are no text; nothing was said yet. */
    public static StompConnection openRawTransport(Person person) {
        return new StompConnection(person, RawWebSocketTransport::open);
    }

    /** A SockJS session on which nothing was said yet. */
    public static StompConnection openSockJsTransport(Person person) {
        return new StompConnection(person, SockJsTransport::open);
    }

    /**
     * Sends CONNECT and waits for CONNECTED; from then on heartbeats go out as agreed.
     *
     * @param csrfHeader name of the header for the token; empty to leave it out
     */
    public StompConnection connect(String csrfHeader, String csrfToken) {
        return connect(csrfHeader, csrfToken, HEARTBEAT);
    }

    /** @param heartbeat how often we want to hear of the server and it may expect to hear of us */
    public StompConnection connect(String csrfHeader, String csrfToken, Duration heartbeat) {
        return connect(heartbeat, csrfHeader.isEmpty() ? Map.of() : Map.of(csrfHeader, csrfToken));
    }

    private StompConnection connect(Duration heartbeat, Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>(more);
        headers.put("accept-version", "1.2");
        headers.put("host", person.server().getHost());
        headers.put("heart-beat", heartbeat.toMillis() + "," + heartbeat.toMillis());
        send(new StompFrame("CONNECT", headers));
        StompFrame answer = await(connected, "CONNECTED");
        beat(answer.header("heart-beat"), heartbeat);
        return this;
    }

    /** The destination is the subscription's id, as our browser client does. */
    public void subscribe(String destination) {
        subscribe(destination, destination);
    }

    public void subscribe(String id, String destination) {
        destinations.put(id, destination);
        send(new StompFrame("SUBSCRIBE", Map.of("id", id, "destination", destination)));
    }

    /** Frames go to the listener, on the connection's thread, instead of being collected. */
    public void subscribe(String destination, Consumer<StompFrame> listener) {
        listeners.put(destination, listener);
        subscribe(destination);
    }

    public void unsubscribe(String id) {
        send(new StompFrame("UNSUBSCRIBE", Map.of("id", id)));
    }

    /**
     * Sends JSON.
     *
     * @param payload anything that Jackson writes
     */
    public void send(String destination, Object payload) {
        String json = StompFrame.JSON.writeValueAsString(payload);
        send(new StompFrame("SEND", Map.of("destination", destination, "content-type", "application/json"), json));
    }

    public void send(StompFrame frame) {
        transport.send(frame.encode());
    }

    /** Text as it stands: for frames that no decent client sends. */
    public void sendRaw(String text) {
        transport.send(text);
    }

    /** A binary WebSocket message; native only. */
    public void sendBinary(byte[] bytes) {
        ((WebSocketTransport) transport).send(bytes);
    }

    /** A text message of these bytes, whether they are UTF-8 or not; {@link #openRawTransport} only. */
    public void sendText(byte[] bytes) {
        sendWebSocketFrame(RawWebSocketTransport.TEXT, bytes, true);
    }

    /** A WebSocket frame of our own making; {@link #openRawTransport} only. */
    public void sendWebSocketFrame(int opcode, byte[] payload, boolean masked) {
        ((RawWebSocketTransport) transport).send(opcode, payload, masked);
    }

    /** A WebSocket frame after which its message goes on; {@link #openRawTransport} only. */
    public void sendFragment(int opcode, byte[] payload) {
        ((RawWebSocketTransport) transport).sendFragment(opcode, payload);
    }

    /** Posts and waits for the acknowledgement: {@code {clientId, room, status, …}}. Needs /user/queue/acks subscribed. */
    public JsonNode post(long room, String clientId, String body) {
        Entrusted.note(body);
        send("/app/rooms/" + room + "/messages", Map.of("clientId", clientId, "body", body));
        return await(
                "/user/queue/acks", ack -> clientId.equals(ack.path("clientId").asString("")));
    }

    /**
     * Returns when everything that was sent before has taken effect: the frames of one connection are handled in order, and
     * a refusal comes at once. Needs /user/queue/errors subscribed.
     */
    public void settle() {
        String unknown = "/topic/settled." + UUID.randomUUID();
        subscribe(unknown);
        await(
                "/user/queue/errors",
                refusal -> unknown.equals(refusal.path("destination").asString("")));
    }

    /** The first message on this destination, early or yet to come, whose payload is the one looked for. */
    public JsonNode await(String destination, Predicate<JsonNode> wanted) {
        return inbox(destination)
                .await(frame -> wanted.test(frame.json()), PATIENCE)
                .orElseThrow(() -> new AssertionError("Not within " + PATIENCE + " on " + destination + "; came: "
                        + received(destination).stream().map(StompFrame::body).toList() + state()))
                .json();
    }

    /**
     * Waits until at least so many messages have come on this destination.
     *
     * @return all that came
     */
    public List<StompFrame> awaitCount(String destination, int count) {
        if (!inbox(destination).awaitCount(count, PATIENCE)) {
            throw new AssertionError("Not " + count + " messages within " + PATIENCE + " on " + destination + " but "
                    + received(destination).size() + state());
        }
        return received(destination);
    }

    /** All messages so far, oldest first. */
    public List<StompFrame> received(String destination) {
        return inbox(destination).all();
    }

    /** The ERROR frame. */
    public StompFrame awaitError() {
        return await(error, "ERROR");
    }

    /** The ERROR frame, or another that no client of ours asks for, if one has come. */
    public Optional<StompFrame> error() {
        return error.isDone() && !error.isCompletedExceptionally() ? Optional.of(error.join()) : Optional.empty();
    }

    /** Why the server closed the connection: close code and reason. */
    public String awaitClosed() {
        return await(closed, "the end of the connection");
    }

    public boolean isOpen() {
        return !closed.isDone();
    }

    /** How often the server said that it is alive when it had nothing else to say. */
    public int heartbeats() {
        return heartbeats.get();
    }

    /** How long nothing has come from the server, heartbeats included. */
    public Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastHeard);
    }

    /** Completes when the connection is gone. */
    public CompletableFuture<String> closed() {
        return closed;
    }

    /** Stops our heartbeats: to the server we look like a dead machine. */
    public void fallSilent() {
        ScheduledFuture<?> current = beating;
        if (current != null) {
            current.cancel(false);
        }
    }

    /** Ends without DISCONNECT or close frame. */
    public void abort() {
        fallSilent();
        transport.abort();
    }

    @Override
    public void close() {
        fallSilent();
        if (isOpen()) {
            transport.send(new StompFrame("DISCONNECT", Map.of()).encode());
            transport.close();
        }
    }

    private void beat(String agreed, Duration offered) {
        long theirs = agreed.matches("\\d+,\\d+") ? Long.parseLong(agreed.substring(agreed.indexOf(',') + 1)) : 0;
        if (theirs > 0) {
            long interval = Math.max(theirs, offered.toMillis());
            beating = TIMER.scheduleAtFixedRate(
                    () -> Thread.startVirtualThread(this::sayAlive), interval, interval, TimeUnit.MILLISECONDS);
        }
    }

    /** Whoever waits for something on a connection that is lost hears of it there. */
    private void sayAlive() {
        try {
            transport.send("\n");
        } catch (UncheckedIOException | IllegalStateException _) {
            fallSilent();
        }
    }

    private Inbox inbox(String destination) {
        return inboxes.computeIfAbsent(destination, _ -> new Inbox());
    }

    private <T> T await(CompletableFuture<T> future, String what) {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("Not within " + PATIENCE + ": " + what + state(), e);
        } catch (ExecutionException e) {
            throw new AssertionError(what + " did not come" + state(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String state() {
        String said = error.isDone() && !error.isCompletedExceptionally() ? "; ERROR " + error.join() : "";
        return said + (closed.isDone() ? "; closed: " + closed.join() : "");
    }

    private void dispatch(StompFrame frame) {
        switch (frame.command()) {
            case "CONNECTED" -> connected.complete(frame);
            case "ERROR" -> {
                error.complete(frame);
                connected.completeExceptionally(new IllegalStateException("ERROR " + frame));
            }
            case "MESSAGE" -> deliver(frame);
            default -> error.complete(new StompFrame("unexpected " + frame.command(), frame.headers(), frame.body()));
        }
    }

    private void deliver(StompFrame frame) {
        String destination = destinations.getOrDefault(frame.header("subscription"), frame.header("destination"));
        Consumer<StompFrame> listener = listeners.get(destination);
        if (listener == null) {
            inbox(destination).add(frame);
        } else {
            listener.accept(frame);
        }
    }

    private final class Incoming implements StompTransport.Receiver {

        @Override
        public void received(CharSequence text) {
            lastHeard = System.nanoTime();
            if (text.chars().allMatch(c -> c == '\n' || c == '\r')) {
                heartbeats.incrementAndGet();
            }
            decoder.feed(text).forEach(StompConnection.this::dispatch);
        }

        @Override
        public void closed(String reason) {
            fallSilent();
            connected.completeExceptionally(new IllegalStateException("Closed: " + reason));
            closed.complete(reason);
            error.completeExceptionally(new IllegalStateException("Closed without ERROR: " + reason));
        }
    }
}
