package dev.fader.worker.remix;

import dev.fader.schemas.remix.QualityRecord;
import dev.fader.worker.config.QualityConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in a quality record which thresholds it crosses. What has no value crosses none, but for the loudness that was asked for. */
record QualityGate(QualityConfig thresholds) {

    QualityRecord judge(QualityRecord measured) {
        List<String> crossed = new ArrayList<>();
        if (measured.clippedSamples() > thresholds.clippedSamples()) {
            crossed.add("clipped_samples");
        }
        Double before = measured.loudnessIn().truePeakDb();
        Double peak = measured.loudnessOut().truePeakDb();
        if (isAbove(peak, thresholds.truePeakDb()) && (before == null || isAbove(peak, before))) {
            crossed.add("true_peak");
        }
        if (measured.loudnessMissLu() == null) {
            crossed.add("loudness_not_measurable");
        } else if (measured.loudnessMissLu() > thresholds.loudnessMissLu()) {
            crossed.add("loudness_miss");
        }
        if (isAbove(fall(measured.correlationIn(), measured.correlationOut()), thresholds.correlationFall())) {
            crossed.add("correlation_fall");
        }
        if (isAbove(measured.worstSeamDb(), thresholds.worstSeamDb())) {
            crossed.add("worst_seam");
        }
        if (isAbove(measured.nullResidualDb(), thresholds.nullResidualDb())) {
            crossed.add("null_residual");
        }
        return measured.withReview(crossed);
    }

    private static @Nullable Double fall(@Nullable Double before, @Nullable Double after) {
        return before == null || after == null ? null : Double.valueOf(before - after);
    }

    private static boolean isAbove(@Nullable Double value, double most) {
        return value != null && value > most;
    }
}
