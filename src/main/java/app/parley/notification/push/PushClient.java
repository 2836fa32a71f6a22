package app.parley.notification.push;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Sends messages to push services. Any member names an endpoint, so it is an address that cannot be trusted: its host is
 * resolved once, every address must be public, and the connection goes to the address that was checked. Redirects are not
 * followed, and neither time nor answer is without bound.
 *
 * <p>Jetty's client, because Java's own resolves the name again when it connects.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8030">RFC 8030, Generic Event Delivery Using HTTP Push</a>
 */
@Component
class PushClient implements DisposableBean {

    static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_HEADERS = 8 * 1024;
    private static final int LONGEST_ANSWER = 16 * 1024;

    private static final Logger log = LoggerFactory.getLogger(PushClient.class);

    private final PushReach reach;
    private final Vapid vapid;
    private final Clock clock;
    private final HttpClient http = new HttpClient();

    PushClient(PushReach reach, Vapid vapid, Clock clock) {
        this.reach = reach;
        this.vapid = vapid;
        this.clock = clock;
        var threads = new QueuedThreadPool(8, 1);
        threads.setName("push");
        threads.setDaemon(true);
        http.setExecutor(threads);
        http.setSocketAddressResolver(
                (host, port, _, promise) -> Thread.startVirtualThread(() -> resolve(host, port, promise)));
        http.setFollowRedirects(false);
        http.setHttpCookieStore(new HttpCookieStore.Empty());
        http.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, "Parley"));
        http.setConnectTimeout(PATIENCE.toMillis());
        http.setIdleTimeout(PATIENCE.toMillis());
        http.setMaxConnectionsPerDestination(8);
        http.setMaxResponseHeadersSize(LONGEST_HEADERS);
    }

    /**
     * Sends one message, once; returns after at most {@link #PATIENCE}.
     *
     * @throws InterruptedException if this thread shall end; the message may have been sent
     */
    PushAnswer send(PushEndpoint endpoint, RecipientKeys keys, PushMessage message) throws InterruptedException {
        try {
            http.start(); // does nothing but the first time: a server that nobody subscribed at loads no certificates
            return exchange(request(endpoint, keys, message)).get();
        } catch (InterruptedException e) {
            throw e;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ForbiddenAddress forbidden) {
                return new PushAnswer.Refused(String.valueOf(forbidden.getMessage()));
            }
            log.debug("{} was not reached", endpoint, e.getCause());
            return new PushAnswer.Later(Duration.ZERO);
        } catch (Exception e) {
            throw new IllegalStateException("The client for push services does not start", e);
        }
    }

    @Override
    public void destroy() throws Exception {
        http.stop();
    }

    private Request request(PushEndpoint endpoint, RecipientKeys keys, PushMessage message) {
        byte[] body = PushEncryption.encrypt(message.content().getBytes(UTF_8), keys);
        return http.POST(endpoint.uri())
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .headers(headers -> {
                    headers.put("TTL", Long.toString(message.lifetime().toSeconds()));
                    headers.put("Urgency", message.urgency().word());
                    headers.put(HttpHeader.CONTENT_ENCODING, "aes128gcm");
                    headers.put(HttpHeader.AUTHORIZATION, vapid.authorization(endpoint));
                    if (message.topic() != null) {
                        headers.put("Topic", message.topic());
                    }
                })
                .body(new BytesRequestContent("application/octet-stream", body));
    }

    /** The status counts as soon as it is known, whatever follows it. */
    private CompletableFuture<PushAnswer> exchange(Request request) {
        var answer = new CompletableFuture<PushAnswer>();
        var received = new AtomicLong();
        request.onResponseHeaders(response -> answer.complete(PushAnswer.of(
                        response.getStatus(), response.getHeaders().get(HttpHeader.RETRY_AFTER), clock)))
                .onResponseContent((response, content) -> {
                    if (received.addAndGet(content.remaining()) > LONGEST_ANSWER) {
                        var _ = response.abort(new IOException("The answer is too long"));
                    }
                })
                .send(result -> {
                    if (result.isFailed()) {
                        answer.completeExceptionally(result.getFailure());
                    }
                });
        return answer;
    }

    private void resolve(String host, int port, Promise<List<InetSocketAddress>> promise) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(host);
            if (!Stream.of(addresses).allMatch(reach::includes)) {
                throw new ForbiddenAddress();
            }
            promise.succeeded(Stream.of(addresses)
                    .map(address -> new InetSocketAddress(address, port))
                    .toList());
        } catch (UnknownHostException | ForbiddenAddress e) {
            promise.failed(e);
        }
    }

    /** The name leads to an address that is not public. */
    private static final class ForbiddenAddress extends IOException {

        ForbiddenAddress() {
            super("not a public address");
        }
    }
}
