package dev.fader.worker.remix;

import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.trainer.remix.Mastering.Quality;
import dev.fader.worker.config.QualityConfig;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From what was measured on an output to its quality record, with the thresholds that it crosses. */
record QualityGate(QualityConfig thresholds) {

    QualityRecord judge(Quality measured) {
        return new QualityRecord(
                loudness(measured.loudnessIn()),
                loudness(measured.loudnessOut()),
                measured.gainDb(),
                measured.missLu(),
                measured.clippedSamples(),
                finite(measured.correlationIn()),
                finite(measured.correlationOut()),
                finite(measured.worstSeamDb()),
                finite(measured.nullResidualDb()),
                crossed(measured));
    }

    /** Comparisons with NaN are false: what has no value crosses nothing. */
    private List<String> crossed(Quality measured) {
        List<String> crossed = new ArrayList<>();
        if (measured.clippedSamples() > thresholds.clippedSamples()) {
            crossed.add("clipped_samples");
        }
        double peak = measured.loudnessOut().truePeakDb();
        if (peak > thresholds.truePeakDb() && peak > measured.loudnessIn().truePeakDb()) {
            crossed.add("true_peak");
        }
        if (measured.missLu() > thresholds.loudnessMissLu()) {
            crossed.add("loudness_miss");
        }
        if (measured.correlationIn() - measured.correlationOut() > thresholds.correlationFall()) {
            crossed.add("correlation_fall");
        }
        if (measured.worstSeamDb() > thresholds.worstSeamDb()) {
            crossed.add("worst_seam");
        }
        if (measured.nullResidualDb() > thresholds.nullResidualDb()) {
            crossed.add("null_residual");
        }
        return crossed;
    }

    private static Loudness loudness(dev.fader.trainer.audio.Loudness measured) {
        return new Loudness(
                finite(measured.integratedLufs()), finite(measured.truePeakDb()), finite(measured.rangeLu()));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
