package dev.fader.trainer.combinations;

import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.graph.ChannelsLast;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Parameter;
import dev.fader.trainer.graph.Parameter.Initializer;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.NetworkPrograms;

/** Conv-TasNet's programs before and after its separator, where kernels of our own run that. */
final class SeparatorPrograms {

    /** (B, T, N), in half precision. */
    static final String LATENT = "latent";

    /** Sum and sum of squares of each latent, (B, 1, 2), in 32 bits. */
    static final String MOMENTS = "moments";

    /** Latents under weighted sums of masks, (B·R, T, N), in half precision; of the first program memory for them. */
    static final String MASKED = "masked";

    private SeparatorPrograms() {}

    /** @return program: mixture, weights (for their number) → latent, moments, memory for what is masked */
    static Program front(ConvTasNet network, Precision precision) {
        Graph graph = new Graph(Parameters.NAMED, new Target(Form.GPU_KERNELS, precision));
        Value mixture = NetworkPrograms.mixtureInput(graph);
        Value rows = graph.input(NetworkPrograms.WEIGHTS, Value.ANY, Value.ANY, network.sources());
        Value latent = ChannelsLast.encode(mixture, filters(graph, "encoder", network), network.stride());
        graph.output(LATENT, latent);
        graph.output(MOMENTS, ChannelsLast.sums(latent));
        graph.output(MASKED, ChannelsLast.memoryFor(rows, latent));
        return graph.program();
    }

    /** @return program: mixture (for its length, and for whose manager its results live in), masked → combined */
    static Program back(ConvTasNet network, Precision precision) {
        Graph graph = new Graph(Parameters.NAMED, new Target(Form.GPU_KERNELS, precision));
        Value mixture = NetworkPrograms.mixtureInput(graph);
        Value masked = graph.input(MASKED, Value.ANY, Value.ANY, network.filters());
        Value decoded = ChannelsLast.decode(masked, filters(graph, "decoder", network), network.stride());
        graph.output(NetworkPrograms.COMBINED, Ops.padRightTo(decoded, mixture));
        return graph.program();
    }

    private static Value filters(Graph graph, String module, ConvTasNet network) {
        return graph.root()
                .in(module)
                .in("filterbank")
                .parameter("_filters", Initializer.xavierNormal(), network.filters(), 1, network.kernel());
    }

    /** Of a network's weights those of a program. */
    static Weights of(Program program, Weights weights) {
        Weights.Builder some = new Weights.Builder();
        for (Parameter parameter : program.parameters()) {
            some.add(
                    parameter.name(),
                    parameter.dims(),
                    weights.get(parameter.name()).data());
        }
        return some.build();
    }
}
