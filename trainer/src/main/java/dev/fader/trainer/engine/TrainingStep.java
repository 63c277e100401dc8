package dev.fader.trainer.engine;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.fader.trainer.graph.Program;

/** Forward, backward and update of a training program whose first output is the loss. Not thread-safe. */
public final class TrainingStep implements AutoCloseable {

    /** A batch on the Java side, row-major. */
    @SuppressWarnings("ArrayRecordComponent") // a batch is its arrays; it is never compared
    public record Input(float[] values, long... dims) {}

    /** What a step computed. @param sourceSdrDb SDR per source in dB */
    @SuppressWarnings("ArrayRecordComponent")
    public record Report(double lossDb, double remixSdrDb, float[] sourceSdrDb) {}

    private final NDManager manager;
    private final TorchProgram program;
    private final NDArray parameters;
    private final FlatAdam adam;

    public TrainingStep(Program program, float[] parameters, AdamState adam, Device device) {
        this.manager = Torch.manager(device);
        this.program = TorchProgram.load(program, device);
        this.parameters = manager.create(parameters);
        this.adam = new FlatAdam(manager, adam);
    }

    /** Trains on one batch. @param clipNorm the gradient is scaled down to this Euclidean norm; infinite: never */
    public Report train(double learningRate, double clipNorm, Input... batch) {
        try (NDManager scratch = manager.newSubManager()) {
            Differentiated result = differentiate(scratch, batch);
            NDArray gradient = result.gradient();
            if (clipNorm < Double.POSITIVE_INFINITY) {
                double norm = Math.sqrt(gradient.square().sum().getFloat());
                gradient = norm > clipNorm ? gradient.mul(clipNorm / norm) : gradient;
            }
            adam.step(parameters, gradient, learningRate);
            return result.report();
        }
    }

    /** The gradient of the loss with respect to the flat vector, without an update. */
    public float[] gradient(Input... batch) {
        try (NDManager scratch = manager.newSubManager()) {
            return differentiate(scratch, batch).gradient().toFloatArray();
        }
    }

    /** Runs the program without gradients. */
    public Report evaluate(Input... batch) {
        try (NDManager scratch = manager.newSubManager()) {
            return report(program.call(inputs(scratch, leaf(scratch), batch)));
        }
    }

    public float[] parameters() {
        return parameters.toFloatArray();
    }

    public AdamState adamState() {
        return adam.state();
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }

    private record Differentiated(Report report, NDArray gradient) {}

    private Differentiated differentiate(NDManager scratch, Input... batch) {
        NDArray leaf = leaf(scratch);
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            NDList outputs = program.record(inputs(scratch, leaf, batch));
            collector.backward(outputs.get(0));
            return new Differentiated(report(outputs), leaf.getGradient());
        }
    }

    /** The parameters' memory as a tensor of this step alone, so that its gradient starts from nothing. */
    private NDArray leaf(NDManager scratch) {
        NDArray leaf = parameters.stopGradient();
        leaf.attach(scratch);
        return leaf;
    }

    private static NDList inputs(NDManager scratch, NDArray leaf, Input... batch) {
        NDList inputs = new NDList(leaf);
        for (Input input : batch) {
            inputs.add(scratch.create(input.values(), new Shape(input.dims())));
        }
        return inputs;
    }

    private static Report report(NDList outputs) {
        return new Report(
                outputs.get(0).getFloat(),
                outputs.get(1).getFloat(),
                outputs.get(2).toFloatArray());
    }
}
