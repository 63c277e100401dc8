package dev.fader.trainer.network;

import org.jspecify.annotations.Nullable;

/**
 * A kind of network, by its name in configurations and model files. Implementations are listed, one line each, in
 * {@code META-INF/services}.
 */
public interface Architecture {

    /** Such as {@code conv_tasnet}. */
    String name();

    /** What {@link #name} stands for where no hyper-parameters are given, as in benchmarks; null: nothing. */
    default @Nullable Published published() {
        return null;
    }

    /**
     * A network as it was published.
     *
     * @param sampleRateHz that it works at
     */
    record Published(Network network, int sampleRateHz) {}

    /** The record that its hyper-parameters are read into. */
    Class<? extends Network> type();
}
