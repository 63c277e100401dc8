package dev.fader.trainer.benchmark;

import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.Architecture.Published;
import dev.fader.trainer.network.Architectures;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * What is timed.
 *
 * @param name as it was asked for
 */
record BenchedNetwork(String name, Network network, Weights weights, int sampleRateHz) {

    private static final String PAPER = "paper";
    private static final int PAPER_HZ = 44_100;
    private static final long SEED = 1;

    /**
     * With fresh weights.
     *
     * @param name {@code paper}, an architecture, for the network that was published under it, or a file with a shape
     * @param sources of the paper's network
     */
    static BenchedNetwork named(String name, int sources) throws IOException {
        if (name.equals(PAPER)) {
            return fresh(name, ConvTasNet.paper(sources), PAPER_HZ);
        }
        Path file = Path.of(name);
        if (Files.exists(file)) {
            return fresh(name, Json.reader(Network.class).read(file), PAPER_HZ);
        }
        Published published = Architectures.named(name).published();
        if (published == null) {
            throw new IllegalArgumentException(
                    "the architecture %s has no network of its own: give a file with its shape".formatted(name));
        }
        return fresh(name, published.network(), published.sampleRateHz());
    }

    static BenchedNetwork of(Path model) throws IOException {
        ModelFile file = ModelFile.read(model);
        return new BenchedNetwork(model.toString(), file.network(), file.weights(), file.sampleRateHz());
    }

    private static BenchedNetwork fresh(String name, Network network, int sampleRateHz) {
        Weights weights =
                NetworkPrograms.separation(network, Parameters.NAMED).initialWeights(new SplittableRandom(SEED));
        return new BenchedNetwork(name, network, weights, sampleRateHz);
    }

    /** @param seconds of each mixture; a training step takes what a training would make of that */
    NetworkWorkload workload(boolean training, int mixtures, double seconds) {
        int samples = (int) Math.round(seconds * sampleRateHz);
        return NetworkWorkload.of(
                network, weights, training, mixtures, training ? network.alignedSamples(samples) : samples);
    }

    long parameters() {
        return NetworkPrograms.separation(network, Parameters.NAMED).parameterCount();
    }
}
