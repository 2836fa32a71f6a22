package app.parley.presence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TypistsTests {

    private static final Typist ADA = new Typist(17, 42, "Ada", "laptop");
    private static final Typist ADA_ELSEWHERE = new Typist(17, 43, "Ada", "telephone");
    private static final Typist BO = new Typist(18, 42, "Bo", "laptop of Bo");

    private final StandingClock clock = new StandingClock();
    private final Typists typists = new Typists(clock);

    @Test
    void aStartIsPassedOnOnceASecondForEachPersonAndRoom() {
        assertThat(typists.start(ADA)).isTrue();
        assertThat(typists.start(BO)).isTrue();
        assertThat(typists.start(ADA_ELSEWHERE)).isTrue();

        clock.forward(Typists.BETWEEN_STARTS.minusMillis(1));
        assertThat(typists.start(ADA)).isFalse();
        clock.forward(Duration.ofMillis(1));
        assertThat(typists.start(ADA)).isTrue();
    }

    @Test
    void anEndIsPassedOnOnceAndOnlyWhereThereWasAStart() {
        assertThat(typists.stop(17, 42)).isEmpty();
        typists.start(ADA);
        typists.start(BO);

        assertThat(typists.stop(17, 42)).contains(ADA);
        assertThat(typists.stop(17, 42)).isEmpty();
        assertThat(typists.stop(18, 42)).contains(BO);
    }

    @Test
    void whoStartsAndEndsInTurnsIsHeardOnceASecondAllTheSame() {
        typists.start(ADA);
        typists.stop(17, 42);

        assertThat(typists.start(ADA)).isFalse();
        assertThat(typists.stop(17, 42)).isEmpty();
    }

    @Test
    void aSocketThatGoesEndsWhatItStartedAndNothingElse() {
        typists.start(ADA);
        typists.start(ADA_ELSEWHERE);

        assertThat(typists.stop(17, "laptop")).containsExactly(ADA);
        assertThat(typists.stop(17, "laptop")).isEmpty();
        assertThat(typists.stop(17, "telephone")).containsExactly(ADA_ELSEWHERE);
    }

    @Test
    void whatHasRunOutNeedsNoEnd() {
        typists.start(ADA);
        clock.forward(Typists.LASTS);

        assertThat(typists.stop(17, "laptop")).isEmpty();
        assertThat(typists.stop(17, 42)).isEmpty();
        assertThat(typists.start(ADA)).isTrue();
    }
}
