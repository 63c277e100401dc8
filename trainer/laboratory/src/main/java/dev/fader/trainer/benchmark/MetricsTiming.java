package dev.fader.trainer.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.metrics.BssEval;
import dev.fader.trainer.metrics.BssScores;
import dev.fader.trainer.metrics.FramedScores;
import dev.fader.trainer.metrics.SourceImages;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One run of ours; each version begins from the signals, as the peer's does.
 *
 * @param imagesSeconds wall time of BSS Eval version 3 for images
 * @param framesSeconds wall time of version 4
 */
record MetricsTiming(double imagesSeconds, double framesSeconds, BssScores images, FramedScores frames) {

    /** The peer's order. */
    private static final List<Function<BssScores, double[]>> METRICS =
            List.of(BssScores::sdr, BssScores::isr, BssScores::sir, BssScores::sar);

    private record Timed<T>(double seconds, T result) {}

    static MetricsTiming of(SourceImages references, SourceImages estimates, int window) {
        Timed<BssScores> images = timed(() -> BssEval.of(references, estimates).images());
        Timed<FramedScores> frames =
                timed(() -> BssEval.of(references, estimates).frames(window));
        return new MetricsTiming(images.seconds(), frames.seconds(), images.result(), frames.result());
    }

    /** The largest difference from the peer's scores, in dB. */
    double differenceDb(MetricsPeer.Run peer) {
        double largest = 0;
        for (int m = 0; m < METRICS.size(); m++) {
            double[] whole = METRICS.get(m).apply(images);
            double[][] tracks = frames.track(METRICS.get(m));
            for (int k = 0; k < whole.length; k++) {
                largest = Math.max(
                        largest, difference(whole[k], peer.images().path(m).path(k)));
                for (int t = 0; t < tracks[k].length; t++) {
                    JsonNode theirs = peer.frames().path(m).path(k).path(t);
                    largest = Math.max(largest, difference(tracks[k][t], theirs));
                }
            }
        }
        return largest;
    }

    private static double difference(double ours, JsonNode theirs) {
        return theirs.isNumber() ? Math.abs(ours - theirs.asDouble()) : Double.POSITIVE_INFINITY;
    }

    private static <T> Timed<T> timed(Supplier<T> work) {
        long begin = System.nanoTime();
        T result = work.get();
        return new Timed<>((System.nanoTime() - begin) / 1e9, result);
    }
}
