package dev.fader.trainer.separation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tells the sources of a mixture: a network of ours, a model made elsewhere, or stems that were made before. It is asked
 * for weighted sums of its estimates, so that what can weigh them before they become waveforms need not make them all. For one
 * thread at a time.
 */
public interface Separator extends AutoCloseable {

    /** Names of the sources, in the order of the weights. */
    List<String> sources();

    /** Whether the last of its sources is by definition what the others leave of the mixture. */
    default boolean hasRest() {
        return false;
    }

    /** Of the mixtures that it takes, and of its estimates. */
    int sampleRateHz();

    /** How a long signal is cut for it. */
    ChunkPlan chunkPlan();

    /** What it runs on, as results name it. */
    String deviceName();

    /**
     * How much neighbouring chunks disagree where its estimates were made before, at the worst and in dB of the signal; NaN
     * where they are made as they are asked for.
     */
    default double seamDb() {
        return Double.NaN;
    }

    /** Whether it is told the level of the whole signal, of which it then hears a part. */
    default boolean hearsLevel() {
        return false;
    }

    /** Whether its estimates may be so slow to make that they are worth the room that they take. */
    default boolean isWorthKeeping() {
        return true;
    }

    /**
     * A sum of estimates, {@code Σ w_k·ŝ_k}.
     *
     * @param weights of the sources, (K)
     * @param gains amplitude ratios that the estimates are for, (K), which only some networks look at
     */
    record Row(float[] weights, float[] gains) {}

    /**
     * A part of a signal.
     *
     * @param start the first sample's number in the signal; negative, or beyond its end, in the silence around it
     * @param mixture (C, L), not to be changed
     * @param whole the level of the whole signal; null where it is not known, or not heard
     */
    record Part(long start, float[][] mixture, @Nullable SignalLevel whole) {

        public Part(long start, float[][] mixture) {
            this(start, mixture, null);
        }

        /** The level of the whole signal, where it is one of mono or stereo: others go channel by channel. */
        public @Nullable SignalLevel wholeLevel() {
            return channels() <= 2 ? whole : null;
        }

        public int channels() {
            return mixture.length;
        }

        public int samples() {
            return mixture[0].length;
        }

        /** Whether there is nothing in a channel: then there is nothing to separate, whatever a network would say. */
        public boolean isSilent(int channel) {
            for (float sample : mixture[channel]) {
                if (sample != 0) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Sums that are asked for a part of a signal. */
    record Request(Part part, List<Row> rows) {}

    /** How many channels, of whatever signals, it takes through its device at once. */
    default int channelsAtOnce() {
        return 1;
    }

    /** @return the sums, (C, R, L), flat */
    float[] combine(Part part, List<Row> rows);

    /** Sums for parts of several signals, together where that pays; each is what it would be by itself. */
    default List<float[]> combine(List<Request> requests) {
        return requests.stream()
                .map(request -> combine(request.part(), request.rows()))
                .toList();
    }

    @Override
    void close();
}
