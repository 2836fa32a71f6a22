package app.parley.room;

import app.parley.account.Blocks;
import app.parley.account.User;
import app.parley.text.Sentence;
import app.parley.web.RateLimit;
import app.parley.web.TooOften;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Who may bring whom into a room without asking: nobody one of whom blocks the other, which of them is not said; and nobody the
 * same person over and over again.
 */
@Component
class BringingIn {

    private record Pair(long byId, long newcomerId) {}

    private final Blocks blocks;
    private final RateLimit sameAgain;

    BringingIn(
            Blocks blocks,
            @Value("${parley.limits.enabled:true}") boolean limited,
            @Value("${parley.limits.bringing-in-one.burst:20}") long burst,
            @Value("${parley.limits.bringing-in-one.per-burst:1h}") Duration perBurst) {
        this.blocks = blocks;
        this.sameAgain = new RateLimit(limited, burst, perBurst);
    }

    /**
     * Why this person cannot bring in all of these, or null; counts one attempt for each.
     *
     * @throws TooOften if one of them was brought in by this person too often
     */
    @Nullable
    Sentence refusal(User by, Collection<User> newcomers) {
        for (User newcomer : newcomers) {
            if (newcomer.id() != by.id()) {
                if (blocks.between(by.id(), newcomer.id())) {
                    return Sentence.of("room.people.not-by-you", newcomer.name());
                }
                Duration wait = sameAgain.take(new Pair(by.id(), newcomer.id()));
                if (wait.isPositive()) {
                    throw new TooOften(wait);
                }
            }
        }
        return null;
    }
}
