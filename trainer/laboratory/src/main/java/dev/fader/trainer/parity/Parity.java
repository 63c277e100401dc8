package dev.fader.trainer.parity;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.graph.FlatLayout;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights.Tensor;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.objective.RemixPrograms;
import dev.fader.trainer.objective.TrainingPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Compares our network, its losses, gradients and training with what the authors' own code computed. */
public final class Parity {

    private static final double ADAM_LEARNING_RATE = 1e-3;

    private final Device device;

    public Parity(Device device) {
        this.device = device;
    }

    /** @throws IllegalArgumentException if the file's weights do not fit the network its header describes */
    public ParityReport check(Path path) throws IOException {
        ReferenceFile reference = ReferenceFile.read(path);
        double lossError = 0;
        double gradientError = 0;
        for (ReferenceFile.Case expected : reference.cases()) {
            try (TrainingStep step = step(reference, expected.objective())) {
                Input[] batch = batch(reference);
                lossError = worse(lossError, Math.abs(step.evaluate(batch).lossDb() - expected.lossDb()));
                FlatLayout layout =
                        programs(reference, expected.objective()).training().flatLayout();
                Map<String, Double> norms = layout.norms(step.gradient(batch));
                gradientError = worse(
                        gradientError, relativeError(norms, reference.parameterOrder(), expected.gradientNorms()));
            }
        }
        return ParityReport.of(
                path.toString(), outputErrors(reference), lossError, gradientError, adamError(reference));
    }

    private ParityReport.MaxAbsError outputErrors(ReferenceFile reference) {
        ConvTasNet network = reference.network();
        Program separation = NetworkPrograms.separation(network, Parameters.NAMED);
        Program model1 = RemixPrograms.remix(network, RemixModel.MODEL_I, Parameters.NAMED);
        Program model2 = RemixPrograms.remix(network, RemixModel.MODEL_II, Parameters.NAMED);
        return new ParityReport.MaxAbsError(
                maxAbsError(run(separation, NetworkPrograms.SOURCES, reference), reference.tensor("separated")),
                maxAbsError(run(model1, RemixPrograms.REMIX, reference), reference.tensor("model1_remix")),
                maxAbsError(
                        run(model2, RemixPrograms.SCALED_SOURCES, reference),
                        reference.tensor("model2_scaled_sources")),
                maxAbsError(run(model2, RemixPrograms.REMIX, reference), reference.tensor("model2_remix")));
    }

    private float[] run(Program program, String output, ReferenceFile reference) {
        try (TorchProgram compiled = TorchProgram.load(program, reference.weights(), device)) {
            return run(compiled, program.arguments(), output, reference, device);
        }
    }

    /** One output of a program that gets what the reference's network got. */
    static float[] run(
            TorchProgram program, List<String> arguments, String output, ReferenceFile reference, Device device) {
        try (NDManager manager = Torch.manager(device)) {
            Map<String, NDArray> inputs = new HashMap<>();
            for (String name : arguments) {
                inputs.put(name, array(manager, reference.tensor(name)));
            }
            return program.call(inputs).get(output).toFloatArray();
        }
    }

    private double adamError(ReferenceFile reference) {
        float[] expected = reference.tensor("train.model2.psi1.lambda1.losses").data();
        double worst = 0;
        try (TrainingStep step = step(reference, new RemixObjective(RemixModel.MODEL_II, 1, 1))) {
            for (float loss : expected) {
                double ours = step.train(
                                ADAM_LEARNING_RATE, Double.POSITIVE_INFINITY, List.<Input[]>of(batch(reference)))
                        .lossDb();
                worst = worse(worst, Math.abs(ours - loss));
            }
        }
        return worst;
    }

    private TrainingStep step(ReferenceFile reference, Objective objective) {
        return new TrainingStep(programs(reference, objective), reference.weights(), device);
    }

    private static TrainingPrograms programs(ReferenceFile reference, Objective objective) {
        return TrainingPrograms.of(reference.network(), objective, Target.PLAIN);
    }

    private static Input[] batch(ReferenceFile reference) {
        return Stream.of(NetworkPrograms.MIXTURE, RemixPrograms.SOURCES, NetworkPrograms.GAINS)
                .map(name -> new Input(
                        name,
                        reference.tensor(name).data(),
                        reference.tensor(name).dims()))
                .toArray(Input[]::new);
    }

    private static NDArray array(NDManager manager, Tensor tensor) {
        return manager.create(tensor.data(), new Shape(tensor.dims()));
    }

    /** The largest difference of norms, relative to the largest norm of all. */
    static double relativeError(Map<String, Double> norms, List<String> order, float[] expected) {
        double largest = 0;
        double worst = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, expected[i]);
            Double ours = norms.get(order.get(i));
            if (ours == null) {
                throw new IllegalArgumentException("the header names an unknown " + order.get(i));
            }
            worst = worse(worst, Math.abs(ours - expected[i]));
        }
        return worst / largest;
    }

    static double maxAbsError(float[] ours, Tensor expected) {
        if (ours.length != expected.data().length) {
            return Double.NaN;
        }
        double worst = 0;
        for (int i = 0; i < ours.length; i++) {
            worst = worse(worst, Math.abs((double) ours[i] - expected.data()[i]));
        }
        return worst;
    }

    /** The larger error, where NaN is the largest of all. */
    private static double worse(double a, double b) {
        return Math.max(a, b);
    }
}
