package dev.fader.trainer.graph;

import dev.fader.trainer.graph.Graph.Parameters;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A finished graph: what the engine compiles and runs.
 *
 * @param parameters in order of declaration
 * @param inputs names of the tensors a call passes, after the flat vector where there is one
 * @param statements TorchScript, one line per operation
 * @param outputs what a call returns
 */
public record Program(
        Parameters style, List<Parameter> parameters, List<String> inputs, String statements, List<Output> outputs) {

    /** Name of the flat vector among the inputs of a program that has one. */
    public static final String FLAT_PARAMETERS = "parameters";

    /** A value that a call returns, by the name that whoever calls knows it by. */
    public record Output(String name, String expression) {}

    public Program {
        parameters = List.copyOf(parameters);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Names of all tensors that a call passes, in this order. */
    public List<String> arguments() {
        return style == Parameters.FLAT
                ? Stream.concat(Stream.of(FLAT_PARAMETERS), inputs.stream()).toList()
                : inputs;
    }

    /** Number of trained values. */
    public long parameterCount() {
        return parameters.stream().mapToLong(Parameter::size).sum();
    }

    /** Draws a fresh network. The order of declaration decides which numbers a parameter gets. */
    public Weights initialWeights(RandomGenerator random) {
        Weights.Builder weights = new Weights.Builder();
        parameters.forEach(parameter -> weights.add(parameter.name(), parameter.dims(), parameter.initial(random)));
        return weights.build();
    }

    /** Where each parameter lies in the flat vector. */
    public FlatLayout flatLayout() {
        return new FlatLayout(parameters);
    }

    /** The module's source, {@code __torch__.py} of the archive. */
    String source() {
        StringBuilder source = new StringBuilder("class Net(Module):\n  __parameters__ = [");
        List<Parameter> held = style == Parameters.NAMED ? parameters : List.of();
        held.forEach(
                parameter -> source.append('"').append(parameter.attribute()).append("\", "));
        source.append("]\n  __buffers__ = []\n");
        held.forEach(
                parameter -> source.append("  ").append(parameter.attribute()).append(" : Tensor\n"));
        source.append("  training : bool\n  _is_full_backward_hook : Optional[bool]\n");
        source.append("  def forward(self: __torch__.Net");
        arguments().forEach(input -> source.append(",\n    ").append(input).append(": Tensor"));
        boolean single = outputs.size() == 1;
        source.append(") -> ")
                .append(
                        single
                                ? "Tensor"
                                : outputs.stream()
                                        .map(output -> "Tensor")
                                        .collect(Collectors.joining(", ", "Tuple[", "]")))
                .append(":\n");
        if (style == Parameters.FLAT) {
            source.append(flatLayout().unpacking());
        }
        source.append(statements).append("    return ");
        source.append(
                single
                        ? outputs.getFirst().expression()
                        : outputs.stream().map(Output::expression).collect(Collectors.joining(", ", "(", ")")));
        return source.append('\n').toString();
    }
}
