package dev.fader.trainer.graph;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.engine.TorchProgram.Results;
import dev.fader.trainer.graph.Graph.Mode;
import dev.fader.trainer.graph.Graph.Parameters;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;

/**
 * Runs a program of one input of a given shape, with the weights that its network begins with but for those that are given.
 */
public record OneInput(Map<String, float[]> given, long... dims) {

    /** @param statistics after the call */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
    public record Result(float[] output, Weights weights, Weights statistics) {}

    public static OneInput of(long... dims) {
        return new OneInput(Map.of(), dims);
    }

    /** The same with other values of one parameter. */
    public OneInput with(String parameter, float... values) {
        Map<String, float[]> more = new HashMap<>(given);
        more.put(parameter, values);
        return new OneInput(more, dims);
    }

    /** In use, with its parameters inside and as a flat vector: both must agree. */
    public float[] run(float[] x, BiFunction<Scope, Value, Value> network) {
        float[] named =
                call(new Graph(Parameters.NAMED), Parameters.NAMED, x, network).output();
        assertThat(call(new Graph(Parameters.FLAT), Parameters.FLAT, x, network).output())
                .containsExactly(named);
        return named;
    }

    /** In training. */
    public Result train(float[] x, BiFunction<Scope, Value, Value> network) {
        return call(new Graph(Parameters.FLAT, Target.PLAIN, Mode.TRAINING), Parameters.FLAT, x, network);
    }

    private Result call(Graph graph, Parameters style, float[] x, BiFunction<Scope, Value, Value> network) {
        graph.output("y", network.apply(graph.root(), graph.input("x", dims)));
        Program program = graph.program();
        Weights weights = weights(program);
        boolean kept = !program.statistics().isEmpty();
        try (NDManager manager = Torch.manager(Device.cpu());
                TorchProgram compiled = TorchProgram.load(program, weights, Device.cpu())) {
            Map<String, NDArray> inputs = new HashMap<>();
            inputs.put("x", manager.create(x, new Shape(dims)));
            if (style == Parameters.FLAT) {
                float[] flat = program.flatLayout().pack(weights);
                inputs.put(Program.FLAT_PARAMETERS, manager.create(flat.length == 0 ? new float[1] : flat));
                if (kept) {
                    inputs.put(
                            Program.STATISTICS,
                            manager.create(program.statisticsLayout().pack(weights)));
                }
            }
            Results results = compiled.call(inputs);
            float[] after = kept && results.named().containsKey(Program.STATISTICS)
                    ? results.get(Program.STATISTICS).toFloatArray()
                    : program.statisticsLayout().pack(weights);
            return new Result(
                    results.get("y").toFloatArray(),
                    weights,
                    program.statisticsLayout().unpack(after));
        }
    }

    private Weights weights(Program program) {
        Weights fresh = program.initialWeights(new Random(0));
        Weights.Builder weights = new Weights.Builder();
        for (String name : fresh.names()) {
            weights.add(
                    name,
                    fresh.get(name).dims(),
                    given.getOrDefault(name, fresh.get(name).data()));
        }
        return weights.build();
    }
}
