package dev.fader.trainer.metrics;

import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.graph.Weights.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Signals to be measured, from a safetensors file with the arrays {@code references} and {@code estimates}, each
 * sources × samples × channels.
 */
record SignalFile(SourceImages references, SourceImages estimates) {

    /** @throws IOException naming the array that is missing, of another shape, or not made of numbers */
    static SignalFile read(Path file) throws IOException {
        Weights tensors = Safetensors.read(file).tensors();
        Tensor references = tensor(file, tensors, "references");
        Tensor estimates = tensor(file, tensors, "estimates");
        if (!Arrays.equals(references.dims(), estimates.dims())) {
            throw new IOException("%s: references are %s and estimates %s; give both the same shape"
                    .formatted(file, Arrays.toString(references.dims()), Arrays.toString(estimates.dims())));
        }
        return new SignalFile(images(file, "references", references), images(file, "estimates", estimates));
    }

    private static Tensor tensor(Path file, Weights tensors, String name) throws IOException {
        if (!tensors.names().contains(name)) {
            throw new IOException("%s has no array %s; it has %s".formatted(file, name, tensors.names()));
        }
        Tensor tensor = tensors.get(name);
        if (tensor.dims().length != 3 || tensor.data().length == 0) {
            throw new IOException("%s: %s is %s; it must be sources × samples × channels, none of them 0"
                    .formatted(file, name, Arrays.toString(tensor.dims())));
        }
        return tensor;
    }

    private static SourceImages images(Path file, String name, Tensor tensor) throws IOException {
        int sources = (int) tensor.dims()[0];
        int length = (int) tensor.dims()[1];
        int channels = (int) tensor.dims()[2];
        double[][][] samples = new double[sources][channels][length];
        for (int k = 0; k < sources; k++) {
            for (int i = 0; i < length; i++) {
                for (int c = 0; c < channels; c++) {
                    float sample = tensor.data()[(k * length + i) * channels + c];
                    if (!Float.isFinite(sample)) {
                        throw new IOException("%s: %s[%d][%d][%d] is %s; every sample must be a number"
                                .formatted(file, name, k, i, c, sample));
                    }
                    samples[k][c][i] = sample;
                }
            }
        }
        return new SourceImages(samples);
    }
}
