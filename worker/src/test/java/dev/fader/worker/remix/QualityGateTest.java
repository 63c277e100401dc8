package dev.fader.worker.remix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.remix.QualityRecord;
import dev.fader.trainer.audio.Loudness;
import dev.fader.trainer.remix.Mastering.Quality;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityGateTest {

    private static final Loudness QUIET = new Loudness(-20, 5, -6, -6);
    private static final Loudness HOT = new Loudness(-8, 5, 1.5, 0);

    private final QualityGate gate = Workbench.gate(Map.of());

    @Test
    void aTrackWithinAllThresholdsPasses() {
        QualityRecord record = gate.judge(new Quality(QUIET, QUIET, -1, 0, 0, 0.9, 0.8, -40, -20));

        assertThat(record.review()).isEmpty();
        assertThat(record.gainDb()).isEqualTo(-1);
        assertThat(record.worstSeamDb()).isEqualTo(-40);
    }

    @Test
    void everyThresholdThatIsCrossedIsNamed() {
        QualityRecord record = gate.judge(new Quality(QUIET, HOT, 3, 1.5, 1, 0.9, 0.4, -6, -3));

        assertThat(record.review())
                .containsExactly(
                        "clipped_samples",
                        "true_peak",
                        "loudness_miss",
                        "correlation_fall",
                        "worst_seam",
                        "null_residual");
    }

    @Test
    void aPeakThatTheInputHadIsNotTheRemixesFault() {
        assertThat(review(new Quality(HOT, HOT, 0, 0, 0, 1, 1, -40, -20))).isEmpty();
    }

    @Test
    void whatHasNoValueIsNullAndCrossesNothing() {
        double none = Double.NaN;
        Loudness silence =
                new Loudness(Double.NEGATIVE_INFINITY, none, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);

        QualityRecord record = gate.judge(new Quality(silence, silence, 0, 0, 0, none, none, none, none));

        assertThat(record.review()).isEmpty();
        assertThat(record.loudnessOut().integratedLufs()).isNull();
        assertThat(record.correlationOut()).isNull();
        assertThat(record.worstSeamDb()).isNull();
    }

    private List<String> review(Quality measured) {
        return gate.judge(measured).review();
    }
}
