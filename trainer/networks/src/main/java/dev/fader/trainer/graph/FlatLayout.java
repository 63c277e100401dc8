package dev.fader.trainer.graph;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Where each tensor lies in one vector that a training program takes: the parameters in one, the statistics in another. */
public final class FlatLayout {

    private final List<Parameter> parameters;
    private final List<Parameter> network;
    private final int[] offsets;
    private final int length;

    /** @param network all tensors that weights to be packed must have, these and others */
    FlatLayout(List<Parameter> parameters, List<Parameter> network) {
        this.parameters = parameters;
        this.network = network;
        this.offsets = new int[parameters.size()];
        int offset = 0;
        for (int i = 0; i < offsets.length; i++) {
            offsets[i] = offset;
            offset += padded(parameters.get(i));
        }
        this.length = offset;
    }

    public int length() {
        return length;
    }

    /** @throws IllegalArgumentException if a tensor is missing, unknown or of another shape */
    public float[] pack(Weights weights) {
        weights.requireExactly(network);
        float[] flat = new float[length];
        forEach((parameter, offset) ->
                System.arraycopy(weights.get(parameter.name()).data(), 0, flat, offset, parameter.size()));
        return flat;
    }

    public Weights unpack(float[] flat) {
        Weights.Builder weights = new Weights.Builder();
        forEach((parameter, offset) -> weights.add(
                parameter.name(), parameter.dims(), Arrays.copyOfRange(flat, offset, offset + parameter.size())));
        return weights.build();
    }

    /** Euclidean norm of each parameter's part of a flat gradient. */
    public Map<String, Double> norms(float[] gradient) {
        return parameters.stream().collect(Collectors.toMap(Parameter::name, parameter -> {
            int offset = offsets[parameters.indexOf(parameter)];
            double squares = 0;
            for (int i = 0; i < parameter.size(); i++) {
                squares += (double) gradient[offset + i] * gradient[offset + i];
            }
            return Math.sqrt(squares);
        }));
    }

    /** One split, whose gradient is one concatenation; slices would each bring a gradient of full length. @param ending of the parts' names */
    String unpacking(String vector, String ending) {
        if (parameters.isEmpty()) {
            return "";
        }
        String sizes = parameters.stream()
                .map(parameter -> Integer.toString(padded(parameter)))
                .collect(Collectors.joining(", "));
        StringBuilder source =
                new StringBuilder("    %s_parts = torch.split_with_sizes(%s, [%s])\n".formatted(vector, vector, sizes));
        for (int i = 0; i < offsets.length; i++) {
            Parameter parameter = parameters.get(i);
            String part = vector + "_parts[" + i + "]";
            if (padded(parameter) != parameter.size()) {
                part = "torch.narrow(" + part + ", 0, 0, " + parameter.size() + ")";
            }
            source.append("    %s%s = torch.view(%s, %s)\n"
                    .formatted(parameter.attribute(), ending, part, Arrays.toString(parameter.dims())));
        }
        return source.toString();
    }

    /** One vector of what each tensor becomes; one that nothing is said of stays as it is. */
    String packing(Map<String, String> expressions) {
        return parameters.stream()
                .map(parameter -> "torch.constant_pad_nd(torch.reshape(%s, [-1]), [0, %d])"
                        .formatted(
                                expressions.getOrDefault(parameter.name(), parameter.attribute()),
                                padded(parameter) - parameter.size()))
                .collect(Collectors.joining(", ", "torch.detach(torch.cat([", "], 0))"));
    }

    private void forEach(BiConsumer<Parameter, Integer> action) {
        for (int i = 0; i < offsets.length; i++) {
            action.accept(parameters.get(i), offsets[i]);
        }
    }

    private static int padded(Parameter parameter) {
        return Math.ceilDiv(parameter.size(), Graph.ALIGNMENT) * Graph.ALIGNMENT;
    }
}
