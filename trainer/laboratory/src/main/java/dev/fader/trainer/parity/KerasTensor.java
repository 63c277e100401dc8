package dev.fader.trainer.parity;

import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.graph.Weights.Tensor;
import java.util.regex.Pattern;

/**
 * Names and layouts of the authors' framework, as ours. Their convolutions are (k, in, out), transposed ones (k, out, in),
 * depthwise ones (k, channels, 1); an LSTM's columns are input, forget, cell, output.
 */
final class KerasTensor {

    private static final Pattern LSTM = Pattern.compile(
            "(denoiser\\.lstm\\.\\d+)\\.(forward|backward)_lstm[^.]*\\.lstm_cell\\.(kernel|recurrent_kernel|bias)");

    private KerasTensor() {}

    static String ourName(String name) {
        return LSTM.matcher(name)
                .replaceFirst("$1.$2.$3")
                .replace("recurrent_kernel", "recurrent")
                .replaceFirst("^((?!denoiser\\.lstm).*)\\.kernel$", "$1.weight");
    }

    /** Adds a tensor under its name here and in the layout that it has here. */
    static void add(Weights.Builder to, String name, Tensor tensor) {
        Tensor ours = tensor;
        if (name.startsWith("denoiser.lstm.")) {
            ours = outputBeforeCell(tensor);
        } else if (name.endsWith(".depthwise.kernel")) {
            ours = permuted(tensor, 1, 2, 0);
        } else if (name.endsWith(".kernel")) {
            // (k, in, out) → (out, in, k); a transposed convolution's (k, out, in) → (in, out, k) is the same
            ours = permuted(tensor, 2, 1, 0);
        }
        to.add(ourName(name), ours.dims(), ours.data());
    }

    /** Axis i of the result is axis {@code axes[i]} of the tensor. */
    private static Tensor permuted(Tensor tensor, int... axes) {
        long[] in = tensor.dims();
        long[] strides = {in[1] * in[2], in[2], 1};
        long[] out = {in[axes[0]], in[axes[1]], in[axes[2]]};
        float[] data = new float[tensor.data().length];
        int at = 0;
        for (long i = 0; i < out[0]; i++) {
            for (long j = 0; j < out[1]; j++) {
                for (long k = 0; k < out[2]; k++) {
                    data[at++] =
                            tensor.data()[(int) (i * strides[axes[0]] + j * strides[axes[1]] + k * strides[axes[2]])];
                }
            }
        }
        return new Tensor(out, data);
    }

    /** Swaps the last two quarters of each row. */
    private static Tensor outputBeforeCell(Tensor tensor) {
        int row = (int) tensor.dims()[tensor.dims().length - 1];
        int units = row / 4;
        float[] data = tensor.data().clone();
        for (int start = 0; start < data.length; start += row) {
            System.arraycopy(tensor.data(), start + 3 * units, data, start + 2 * units, units);
            System.arraycopy(tensor.data(), start + 2 * units, data, start + 3 * units, units);
        }
        return new Tensor(tensor.dims(), data);
    }
}
