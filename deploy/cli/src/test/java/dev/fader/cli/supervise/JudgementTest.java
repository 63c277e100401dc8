package dev.fader.cli.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.cli.supervise.Judgement.AfterEnd;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class JudgementTest {

    private static final Patience PATIENCE = new Patience(
            Duration.ofMinutes(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            3,
            5,
            Duration.ofSeconds(1),
            Duration.ofSeconds(6),
            Duration.ofMinutes(1));

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Judgement part = new Judgement(PATIENCE, () -> now);

    @Test
    void aPartThatEndsIsStartedAgainAfterPausesThatDoubleUpToALongestOne() {
        for (int seconds : new int[] {1, 2, 4, 6, 6}) {
            assertThat(part.ended())
                    .isInstanceOfSatisfying(
                            AfterEnd.StartAgain.class,
                            again -> assertThat(again.pause()).hasSeconds(seconds));
            part.started();
        }
    }

    @Test
    void aPartThatEndsAgainAndAgainIsGivenUp() {
        for (int restart = 1; restart <= 5; restart++) {
            assertThat(part.ended())
                    .extracting(AfterEnd.StartAgain.class::cast)
                    .extracting(AfterEnd.StartAgain::restart)
                    .isEqualTo(restart);
            part.started();
            part.isFrozenAfterProbe(true);
            now = now.plusSeconds(59);
        }
        assertThat(part.ended()).isEqualTo(new AfterEnd.GiveUp(5));
    }

    @Test
    void aPartThatWorkedForAWhileHasAllItsRestartsAgain() {
        for (int n = 0; n < 5; n++) {
            part.ended();
            part.started();
        }
        part.isFrozenAfterProbe(true);
        now = now.plusSeconds(60);
        assertThat(part.ended()).isEqualTo(new AfterEnd.StartAgain(Duration.ofSeconds(1), 1));
    }

    @Test
    void timeInWhichAPartNeverAnsweredIsNoSuccess() {
        for (int n = 0; n < 5; n++) {
            part.ended();
            part.started();
        }
        now = now.plusSeconds(600);
        assertThat(part.ended()).isInstanceOf(AfterEnd.GiveUp.class);
    }

    @Test
    void aPartIsFrozenAfterSeveralQuestionsInARowWithoutAnAnswer() {
        part.isFrozenAfterProbe(true);
        assertThat(part.isFrozenAfterProbe(false)).isFalse();
        assertThat(part.isFrozenAfterProbe(false)).isFalse();
        assertThat(part.isFrozenAfterProbe(true)).isFalse();
        assertThat(part.isFrozenAfterProbe(false)).isFalse();
        assertThat(part.isFrozenAfterProbe(false)).isFalse();
        assertThat(part.isFrozenAfterProbe(false)).isTrue();
    }

    @Test
    void aPartThatIsStartingMayTakeItsTimeButNotForEver() {
        part.isFrozenAfterProbe(true);
        part.ended();
        part.started();
        now = now.plusSeconds(119);
        for (int n = 0; n < 50; n++) {
            assertThat(part.isFrozenAfterProbe(false)).isFalse();
        }
        now = now.plusSeconds(1);
        assertThat(part.isFrozenAfterProbe(false)).isTrue();
    }
}
