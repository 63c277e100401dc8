package dev.fader.trainer.graph;

import dev.fader.trainer.graph.Graph.Parameters;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A finished graph: what the engine compiles and runs.
 *
 * @param products in which numbers matrices are multiplied: a flat vector is at hand in them, too
 * @param parameters what is trained, in order of declaration
 * @param statistics what is kept with them and follows the batches of training, in order of declaration
 * @param inputs names of the tensors a call passes, after the flat vector where there is one
 * @param statements TorchScript, one line per operation
 * @param outputs what a call returns
 */
public record Program(
        Parameters style,
        Precision products,
        List<Parameter> parameters,
        List<Parameter> statistics,
        List<String> inputs,
        String statements,
        List<Output> outputs) {

    /** Name of the flat vector among the inputs of a program that has one. */
    public static final String FLAT_PARAMETERS = "parameters";

    /** Name of the flat vector of statistics, where there are any: an input, and of a training program an output too. */
    public static final String STATISTICS = "statistics";

    /** Name of the loss's gradient with respect to the flat vector among the outputs of a program that trains. */
    public static final String GRADIENT = "gradient";

    /** What the name of a flat vector and of its parts ends with where they are in the numbers of the products. */
    static final String HALVED = "_halved";

    /** A value that a call returns, by the name that whoever calls knows it by. */
    public record Output(String name, String expression) {}

    public Program {
        parameters = List.copyOf(parameters);
        statistics = List.copyOf(statistics);
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /** Names of all tensors that a call passes, in this order. */
    public List<String> arguments() {
        if (style == Parameters.NAMED) {
            return inputs;
        }
        Stream<String> flat =
                statistics.isEmpty() ? Stream.of(FLAT_PARAMETERS) : Stream.of(FLAT_PARAMETERS, STATISTICS);
        return Stream.concat(flat, inputs.stream()).toList();
    }

    /** Number of trained values. */
    public long parameterCount() {
        return parameters.stream().mapToLong(Parameter::size).sum();
    }

    /** All that a file of weights must hold: what is trained, then what is kept with it. */
    public List<Parameter> tensors() {
        return Stream.concat(parameters.stream(), statistics.stream()).toList();
    }

    /** Draws a fresh network. The order of declaration decides which numbers a parameter gets. */
    public Weights initialWeights(RandomGenerator random) {
        Weights.Builder weights = new Weights.Builder();
        tensors().forEach(parameter -> weights.add(parameter.name(), parameter.dims(), parameter.initial(random)));
        return weights.build();
    }

    /** Where each parameter lies in the flat vector. */
    public FlatLayout flatLayout() {
        return new FlatLayout(parameters, tensors());
    }

    /** Where each statistic lies in theirs. */
    public FlatLayout statisticsLayout() {
        return new FlatLayout(statistics, tensors());
    }

    /** The module's source, {@code __torch__.py} of the archive. */
    String source() {
        boolean named = style == Parameters.NAMED;
        StringBuilder source = new StringBuilder("class Net(Module):\n");
        source.append(attributes("__parameters__", named ? parameters : List.of()));
        source.append(attributes("__buffers__", named ? statistics : List.of()));
        if (named) {
            tensors()
                    .forEach(tensor ->
                            source.append("  ").append(tensor.attribute()).append(" : Tensor\n"));
        }
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
            source.append(flatLayout().unpacking(FLAT_PARAMETERS, ""));
            source.append(statisticsLayout().unpacking(STATISTICS, ""));
            if (products != Precision.FP32) {
                String halved = FLAT_PARAMETERS + HALVED;
                source.append("    %s = torch.to(%s, %d)\n".formatted(halved, FLAT_PARAMETERS, products.type()));
                source.append(flatLayout().unpacking(halved, HALVED));
            }
        }
        source.append(statements).append("    return ");
        source.append(
                single
                        ? outputs.getFirst().expression()
                        : outputs.stream().map(Output::expression).collect(Collectors.joining(", ", "(", ")")));
        return source.append('\n').toString();
    }

    private static String attributes(String list, List<Parameter> tensors) {
        StringBuilder line = new StringBuilder("  " + list + " = [");
        tensors.forEach(tensor -> line.append('"').append(tensor.attribute()).append("\", "));
        return line.append("]\n").toString();
    }
}
