package dev.fader.trainer.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Named tensors on the Java side: a network's parameters between a checkpoint and the engine. */
public final class Weights {

    /** A dense tensor, row-major. */
    @SuppressWarnings("ArrayRecordComponent") // a tensor is its array; it is never compared
    public record Tensor(long[] dims, float[] data) {

        public Tensor {
            long size = Arrays.stream(dims).reduce(1, Math::multiplyExact);
            if (size != data.length) {
                throw new IllegalArgumentException("a tensor of shape %s holds %d values, not %d"
                        .formatted(Arrays.toString(dims), size, data.length));
            }
        }
    }

    private final Map<String, Tensor> tensors;

    private Weights(Map<String, Tensor> tensors) {
        this.tensors = tensors;
    }

    public Set<String> names() {
        return tensors.keySet();
    }

    public Tensor get(String name) {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("there is no tensor " + name);
        }
        return tensor;
    }

    /** These tensors and, after them, others. */
    public Weights and(Weights others) {
        Map<String, Tensor> all = new LinkedHashMap<>(tensors);
        all.putAll(others.tensors);
        return new Weights(all);
    }

    /** @throws IllegalArgumentException naming every tensor that is missing, unknown or of another shape */
    public void requireExactly(List<Parameter> parameters) {
        List<String> faults = new ArrayList<>();
        for (Parameter parameter : parameters) {
            Tensor tensor = tensors.get(parameter.name());
            if (tensor == null) {
                faults.add(parameter.name() + " is missing");
            } else if (!Arrays.equals(tensor.dims(), parameter.dims())) {
                faults.add("%s has shape %s, the network wants %s"
                        .formatted(
                                parameter.name(), Arrays.toString(tensor.dims()), Arrays.toString(parameter.dims())));
            }
        }
        List<String> known = parameters.stream().map(Parameter::name).toList();
        tensors.keySet().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> faults.add(name + " is not a parameter of the network"));
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("the weights do not fit the network: " + String.join("; ", faults));
        }
    }

    /** Collects tensors in order. */
    public static final class Builder {

        private final Map<String, Tensor> tensors = new LinkedHashMap<>();

        public Builder add(String name, long[] dims, float[] data) {
            tensors.put(name, new Tensor(dims, data));
            return this;
        }

        public Weights build() {
            return new Weights(tensors);
        }
    }
}
