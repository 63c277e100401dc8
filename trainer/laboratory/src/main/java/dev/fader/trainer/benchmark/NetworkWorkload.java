package dev.fader.trainer.benchmark;

import dev.fader.schemas.notation.Decibels;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.Network;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * What both networks work on: the same weights, and noise that is the same for the same seed.
 *
 * @param training whether a repetition is a training step, else one separation
 * @param mixture (B, 1, L)
 * @param sources (B, K, L), which sum to the mixture
 * @param gains amplitude ratios, (B, K)
 */
@SuppressWarnings("ArrayRecordComponent") // signals are handed over whole and never compared
record NetworkWorkload(
        Network network,
        Weights weights,
        boolean training,
        int batch,
        int samples,
        float[] mixture,
        float[] sources,
        float[] gains) {

    private static final long SEED = 20_210;

    static NetworkWorkload of(Network network, Weights weights, boolean training, int batch, int samples) {
        SplittableRandom random = new SplittableRandom(SEED);
        int k = network.sources();
        float[] mixture = new float[batch * samples];
        float[] sources = new float[batch * k * samples];
        float[] gains = new float[batch * k];
        for (int row = 0; row < batch * k; row++) {
            float previous = 0;
            for (int i = 0; i < samples; i++) {
                // low, as music is
                previous = 0.9f * previous + 0.05f * (float) random.nextGaussian();
                sources[row * samples + i] = previous;
                mixture[row / k * samples + i] += previous;
            }
            gains[row] = (float) Decibels.toAmplitude(random.nextDouble(-12, 12));
        }
        return new NetworkWorkload(network, weights, training, batch, samples, mixture, sources, gains);
    }

    /** For the peer: weights and signals, the shape of the network in the header. */
    void write(Path file) throws IOException {
        Weights.Builder tensors = new Weights.Builder();
        for (String name : weights.names()) {
            tensors.add(name, weights.get(name).dims(), weights.get(name).data());
        }
        int k = network.sources();
        tensors.add("mixture", new long[] {batch, 1, samples}, mixture)
                .add("sources", new long[] {batch, k, samples}, sources)
                .add("gains", new long[] {batch, k}, gains);
        Map<String, String> header =
                Map.of("network", Json.MAPPER.writeValueAsString(network), "step", training ? "training" : "inference");
        new Safetensors(header, tensors.build()).write(file);
    }
}
