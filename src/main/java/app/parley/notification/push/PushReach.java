package app.parley.notification.push;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How far this server reaches for push services: the public internet, or for tests this machine too. */
@Component
class PushReach {

    private static final Logger log = LoggerFactory.getLogger(PushReach.class);

    private final boolean anywhere;

    PushReach(@Value("${parley.push.allow-private:false}") boolean anywhere) {
        this.anywhere = anywhere;
        if (anywhere) {
            log.warn("PUSH SERVICES MAY BE ANYWHERE (parley.push.allow-private=true): any member may make this server"
                    + " send to addresses of its own network. This is for tests only.");
        }
    }

    /** @throws MalformedSubscription if this is no address that may be sent to */
    PushEndpoint endpoint(@Nullable String text) {
        return PushEndpoint.of(text, anywhere);
    }

    boolean includes(InetAddress address) {
        return anywhere || PublicAddresses.contain(address);
    }
}
