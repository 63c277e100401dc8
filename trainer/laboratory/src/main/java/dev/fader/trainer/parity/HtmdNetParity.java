package dev.fader.trainer.parity;

import static dev.fader.trainer.graph.Value.ANY;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.engine.TorchProgram.Results;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.graph.Graph;
import dev.fader.trainer.graph.Graph.Mode;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Value;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.Estimate;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.objective.TrainingPrograms;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares our HTMD-Net, its losses, gradients and running statistics with what the authors' layer graph computed. */
final class HtmdNetParity {

    private static final String REFINED = "final";
    private static final String MASKED = "masked";

    private final Device device;

    HtmdNetParity(Device device) {
        this.device = device;
    }

    /** @throws IllegalArgumentException if the file's weights do not fit the network that its header describes */
    HtmdNetReport check(HtmdNetReference reference) throws IOException {
        Weights weights = reference.weights();
        Input[] batch = batch(reference);
        List<String> order = reference.gradientOrder();
        double lossError = 0;
        double gradientError = 0;
        for (HtmdNetReference.Case expected : reference.cases()) {
            TrainingPrograms programs = TrainingPrograms.of(reference.network(), expected.objective(), Target.PLAIN);
            try (TrainingStep step = new TrainingStep(programs, weights, device)) {
                Map<String, Double> norms = programs.training().flatLayout().norms(step.gradient(batch));
                gradientError = Math.max(gradientError, Parity.relativeError(norms, order, expected.gradientNorms()));
                double loss = step.train(0, Double.POSITIVE_INFINITY, List.<Input[]>of(batch))
                        .loss();
                lossError = Math.max(lossError, Math.abs(loss - expected.loss()) / expected.loss());
            }
        }
        Outputs inUse = outputs(reference, weights, Mode.INFERENCE);
        Outputs inTraining = outputs(reference, weights, Mode.TRAINING);
        return HtmdNetReport.of(
                reference.path().toString(),
                new HtmdNetReport.MaxAbsError(
                        Parity.maxAbsError(inUse.refined(), reference.tensor("final")),
                        Parity.maxAbsError(inUse.masked(), reference.tensor("masked")),
                        Parity.maxAbsError(inTraining.refined(), reference.tensor("train.final")),
                        Parity.maxAbsError(inTraining.masked(), reference.tensor("train.masked"))),
                lossError,
                gradientError,
                statisticsError(inTraining.statistics(), reference.after()));
    }

    /** What the network makes of the mixtures, and the statistics afterwards. */
    @SuppressWarnings("ArrayRecordComponent") // handed over whole and never compared
    private record Outputs(float[] refined, float[] masked, Weights statistics) {}

    private Outputs outputs(HtmdNetReference reference, Weights weights, Mode mode) {
        Program program = program(reference, mode);
        try (NDManager manager = Torch.manager(device);
                TorchProgram compiled = TorchProgram.load(program, device)) {
            Map<String, NDArray> inputs = new HashMap<>();
            inputs.put(
                    Program.FLAT_PARAMETERS, manager.create(program.flatLayout().pack(weights)));
            float[] statistics = program.statisticsLayout().pack(weights);
            inputs.put(Program.STATISTICS, manager.create(statistics));
            inputs.put(
                    NetworkPrograms.MIXTURE,
                    manager.create(
                            reference.tensor("mixture").data(),
                            new Shape(
                                    reference.examples(), 1, reference.network().window())));
            Results results = compiled.call(inputs);
            float[] after =
                    mode == Mode.TRAINING ? results.get(Program.STATISTICS).toFloatArray() : statistics;
            return new Outputs(
                    results.get(REFINED).toFloatArray(),
                    results.get(MASKED).toFloatArray(),
                    program.statisticsLayout().unpack(after));
        }
    }

    private static Program program(HtmdNetReference reference, Mode mode) {
        Graph graph = new Graph(Parameters.FLAT, Target.PLAIN, mode);
        Value mixture = graph.input(NetworkPrograms.MIXTURE, ANY, 1, ANY);
        Estimate estimate = reference.network().estimate(graph.root(), mixture, null);
        graph.output(REFINED, Ops.narrow(estimate.sources(), 1, 0, 1));
        graph.output(MASKED, estimate.probe());
        return graph.program();
    }

    private static double statisticsError(Weights ours, Weights expected) {
        double worst = 0;
        for (String name : expected.names()) {
            worst = Math.max(worst, Parity.maxAbsError(ours.get(name).data(), expected.get(name)));
        }
        return worst;
    }

    /** The voice and what it leaves of the mixture; gains are not asked for, and are 0 dB. */
    private static Input[] batch(HtmdNetReference reference) {
        int examples = reference.examples();
        int samples = reference.network().window();
        float[] mixture = reference.tensor("mixture").data();
        float[] vocals = reference.tensor("vocals").data();
        float[] sources = new float[2 * mixture.length];
        for (int b = 0; b < examples; b++) {
            for (int i = 0; i < samples; i++) {
                int at = b * samples + i;
                sources[2 * b * samples + i] = vocals[at];
                sources[(2 * b + 1) * samples + i] = mixture[at] - vocals[at];
            }
        }
        float[] gains = new float[2 * examples];
        Arrays.fill(gains, 1);
        return new Input[] {
            new Input(NetworkPrograms.MIXTURE, mixture, examples, 1, samples),
            new Input(NetworkPrograms.SOURCES, sources, examples, 2, samples),
            new Input(NetworkPrograms.GAINS, gains, examples, 2)
        };
    }
}
