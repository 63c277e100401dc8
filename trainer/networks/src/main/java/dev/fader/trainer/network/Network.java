package dev.fader.trainer.network;

import dev.fader.trainer.configuration.Listed;
import dev.fader.trainer.graph.Scope;
import dev.fader.trainer.graph.Value;
import org.jspecify.annotations.Nullable;

/**
 * A network as remix, training and evaluation need it: its shape, from which it declares its parameters and estimates the
 * sources of mixtures. An implementation is a record of its hyper-parameters, listed as an {@link Architecture}; its
 * components are what configurations and model files hold. How the estimates become a remix, and what is learnt from, is
 * not its business.
 */
@Listed(key = "architecture", standard = Architectures.STANDARD, by = ListedNetworks.class)
public interface Network {

    /** K, how many sources it estimates; of a network for some targets the last one is the rest ({@link TargetsAndRest}). */
    int sources();

    /** Whether its estimates depend on the gains that they are for. */
    boolean seesGains();

    /** How many samples to either side a result may depend on, as far as it can be heard, in samples of that rate. */
    int contextSamples(int sampleRateHz);

    /**
     * How many samples it works on, if it cannot but work on so many: an example of training is one or several such windows,
     * and a chunk of inference one. Whatever else it is given it cuts by itself ({@link Windows}). 0: any length.
     */
    default int windowSamples() {
        return 0;
    }

    /** The fewest samples that it can be applied to. */
    default int leastSamples() {
        return 1;
    }

    /** As many samples or hardly fewer, of which its frames fill rows that are aligned in memory: it learns faster from those. */
    default int alignedSamples(int samples) {
        return samples;
    }

    /** Whether a louder input gives the same estimates louder; others are given a signal at the level that it has. */
    default boolean scalesWithInput() {
        return false;
    }

    /** Whether its estimates have a {@linkplain Estimate#probe() probe}, so that training can reach into it. */
    default boolean hasProbe() {
        return false;
    }

    /**
     * The same shape for another number of sources, and with or without sight of the gains.
     *
     * @throws IllegalArgumentException if the architecture has no such network
     */
    Network with(int sources, boolean seesGains);

    /**
     * Describes the network, applied to mixtures.
     *
     * @param scope where its parameters are declared, all of them, whatever is asked of the estimate
     * @param mixture (B, 1, L)
     * @param gains amplitude ratios, (B, K) or (1, K); null for a network that does not see them
     */
    Estimate estimate(Scope scope, Value mixture, @Nullable Value gains);
}
