package dev.fader.trainer.combinations;

import ai.djl.ndarray.NDArray;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.Map;

/** One program for all of it. */
final class ProgramCombinations implements Combinations {

    private final TorchProgram program;

    ProgramCombinations(Network network, Weights weights, Target target, Device device) {
        this.program =
                TorchProgram.load(NetworkPrograms.combinations(network, Parameters.NAMED, target), weights, device);
    }

    @Override
    public NDArray of(Map<String, NDArray> inputs) {
        return program.call(inputs).get(NetworkPrograms.COMBINED);
    }

    @Override
    public void close() {
        program.close();
    }
}
