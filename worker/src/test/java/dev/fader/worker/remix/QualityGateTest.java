package dev.fader.worker.remix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.QualityRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QualityGateTest {

    private static final Loudness QUIET = new Loudness(-20.0, -6.0, 5.0);
    private static final Loudness HOT = new Loudness(-8.0, 1.5, 5.0);

    private final QualityGate gate = Workbench.gate(Map.of());

    @Test
    void aTrackWithinAllThresholdsPasses() {
        QualityRecord record = gate.judge(measured(QUIET, QUIET, -1, 0, 0, 0.9, 0.8, -40.0, -20.0));

        assertThat(record.review()).isEmpty();
        assertThat(record.gainDb()).isEqualTo(-1);
        assertThat(record.worstSeamDb()).isEqualTo(-40);
    }

    @Test
    void everyThresholdThatIsCrossedIsNamed() {
        QualityRecord record = gate.judge(measured(QUIET, HOT, 3, 1.5, 1, 0.9, 0.4, -6.0, -3.0));

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
    void aLoudnessThatWasAskedForAndCannotBeMeasuredIsForAPersonToHear() {
        assertThat(review(new QualityRecord(QUIET, QUIET, 0, null, 0, 0, null, null, null, null, List.of())))
                .containsExactly("loudness_not_measurable");
    }

    @Test
    void aPeakThatTheInputHadIsNotTheRemixesFault() {
        assertThat(review(measured(HOT, HOT, 0, 0, 0, 1.0, 1.0, -40.0, -20.0))).isEmpty();
    }

    @Test
    void whatHasNoValueCrossesNothing() {
        Loudness silence = new Loudness(null, null, 0.0);

        assertThat(review(measured(silence, silence, 0, 0, 0, null, null, null, null)))
                .isEmpty();
        assertThat(review(measured(QUIET, QUIET, 0, 0, 0, 0.9, null, null, null)))
                .isEmpty();
    }

    @Test
    void aPeakWhereTheInputWasSilentIsTheRemixesFault() {
        Loudness silence = new Loudness(null, null, 0.0);

        assertThat(review(measured(silence, HOT, 0, 0, 0, null, null, null, null)))
                .containsExactly("true_peak");
    }

    private List<String> review(QualityRecord measured) {
        return gate.judge(measured).review();
    }

    private static QualityRecord measured(
            Loudness in,
            Loudness out,
            double gainDb,
            double missLu,
            long clipped,
            @Nullable Double correlationIn,
            @Nullable Double correlationOut,
            @Nullable Double seamDb,
            @Nullable Double residualDb) {
        return new QualityRecord(
                in, out, gainDb, missLu, clipped, 0, correlationIn, correlationOut, seamDb, residualDb, List.of());
    }
}
