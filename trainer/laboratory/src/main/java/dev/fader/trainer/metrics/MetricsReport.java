package dev.fader.trainer.metrics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.Decibels;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Every metric of some estimates, as JSON. What is not defined or not finite is null, and counted under {@code counts}:
 * JSON has no NaN and no infinity.
 */
final class MetricsReport {

    private final SourceImages references;
    private final SourceImages estimates;
    private final int sampleRateHz;
    private final double[] gainsDb;
    private int unbounded;

    /** @param gainsDb of the remix that is measured, (K) */
    MetricsReport(SignalFile signals, int sampleRateHz, double[] gainsDb) {
        this.references = signals.references();
        this.estimates = signals.estimates();
        this.sampleRateHz = sampleRateHz;
        this.gainsDb = gainsDb;
    }

    ObjectNode json() {
        double[][] stems = references.mean();
        double[][] separated = estimates.mean();
        BssEval whole = BssEval.of(references, estimates);
        BssEval mono = BssEval.of(SourceImages.mono(stems), SourceImages.mono(separated));
        FramedScores frames = whole.frames(sampleRateHz);

        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.set("bss_eval_images", images(whole.images()));
        report.set("bss_eval_images_mono", images(mono.images()));
        report.set("bss_eval_sources_mono", sources(mono.sources()));
        report.set("museval_v4_1s", frames(frames));
        LoudnessDifference difference = addRemix(report.putObject("remix_mono"), stems, separated);
        report.put("rate", sampleRateHz);
        report.putObject("counts")
                .put("museval_frames", frames.frames().size())
                .put("museval_frames_undefined", frames.undefined())
                .put("loudness_coefficients_not_positive", difference.withoutLevel())
                .put("values_infinite", unbounded);
        return report;
    }

    private ObjectNode images(BssScores scores) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("sdr", array(scores.sdr()));
        node.set("isr", array(scores.isr()));
        node.set("sir", array(scores.sir()));
        node.set("sar", array(scores.sar()));
        return node;
    }

    private ObjectNode sources(BssScores scores) {
        ObjectNode node = images(scores);
        node.remove("isr");
        return node;
    }

    private ObjectNode frames(FramedScores frames) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("sdr", tracks(frames, BssScores::sdr));
        node.set("isr", tracks(frames, BssScores::isr));
        node.set("sir", tracks(frames, BssScores::sir));
        node.set("sar", tracks(frames, BssScores::sar));
        return node;
    }

    private ArrayNode tracks(FramedScores frames, Function<BssScores, double[]> metric) {
        ArrayNode bySource = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(frames.track(metric)).map(this::array).forEach(bySource::add);
        return bySource;
    }

    private LoudnessDifference addRemix(ObjectNode node, double[][] stems, double[][] separated) {
        double[] target = mix(stems);
        double[] remix = mix(separated);
        RemixQuality quality = RemixQuality.of(target, remix);
        StemLevels levels = new StemLevels(stems);
        double[] wanted = levels.in(target);
        double[] found = levels.in(remix);
        LoudnessDifference difference = LoudnessDifference.between(wanted, found);
        node.set("gains_db", array(gainsDb));
        node.put("sdr", quality.sdrDb());
        node.put("sd_sdr", quality.sdSdrDb());
        node.put("min_sdr", quality.minSdrDb());
        node.put("si_sdr", quality.siSdrDb());
        node.set("least_squares_target", array(wanted));
        node.set("least_squares_estimate", array(found));
        node.set("loudness_difference_db_per_source", array(difference.perSourceDb()));
        node.set("loudness_difference_db_mean", array(difference.db()).get(0));
        return difference;
    }

    /** {@code Σ γ_k·s_k}. @param sources (K, L) */
    private double[] mix(double[][] sources) {
        double[] mix = new double[sources[0].length];
        for (int k = 0; k < sources.length; k++) {
            double ratio = Decibels.toAmplitude(gainsDb[k]);
            for (int i = 0; i < mix.length; i++) {
                mix[i] += ratio * sources[k][i];
            }
        }
        return mix;
    }

    private ArrayNode array(double... values) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (double value : values) {
            if (Double.isFinite(value)) {
                array.add(value);
            } else {
                array.addNull();
                unbounded += Double.isInfinite(value) ? 1 : 0;
            }
        }
        return array;
    }
}
