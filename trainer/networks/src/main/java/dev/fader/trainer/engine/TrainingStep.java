package dev.fader.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import dev.fader.trainer.engine.TorchProgram.Results;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.objective.TrainingPrograms;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forward, backward and update of a network and its objective. Not thread-safe. */
public final class TrainingStep implements AutoCloseable {

    /** One tensor of a batch on the Java side, row-major. @param name of the program's input */
    @SuppressWarnings("ArrayRecordComponent") // a tensor is its array; it is never compared
    public record Input(String name, float[] values, long... dims) {}

    /**
     * What a step computed.
     *
     * @param loss what was minimised
     * @param lossDb the same in dB
     * @param sourceSdrDb SDR per source in dB
     * @param gradientNorm Euclidean, before it was limited; 0 where there was no backward pass
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Report(double loss, double lossDb, double remixSdrDb, float[] sourceSdrDb, double gradientNorm) {

        /** Whether the step could be taken: of a loss that is no number, or flat, nothing is learnt. */
        public boolean taken() {
            return Double.isFinite(loss) && Double.isFinite(gradientNorm) && gradientNorm > 0;
        }
    }

    private final NDManager manager;
    private final TrainingPrograms programs;
    private final TorchProgram training;
    private final TorchProgram evaluation;

    private final NDArray parameters;
    /** Null for a network that keeps none: the engine knows no empty arrays. */
    private @Nullable NDArray statistics;

    private final FlatAdam adam;
    private final @Nullable WeightAverage average;
    private final StagedBatch.Stager stager;
    /** The step that was begun last, whose report may not have been read. */
    private @Nullable BegunStep last;
    /** Whether a step could not be taken. */
    private boolean broken;

    /** From fresh weights, without an average of them. */
    public TrainingStep(TrainingPrograms programs, Weights weights, Device device) {
        this(programs, TrainedValues.of(programs.training(), weights), 0, 0, device);
    }

    /**
     * @param averageDecay of the average of the weights, which {@link #evaluate} and {@link #forUse} then use; 0: none
     * @param weightDecay as {@link FlatAdam}
     */
    public TrainingStep(
            TrainingPrograms programs, TrainedValues start, double averageDecay, double weightDecay, Device device) {
        this.manager = Torch.manager(device);
        this.stager = new StagedBatch.Stager(manager);
        this.programs = programs;
        this.training = TorchProgram.load(programs.training(), device);
        this.evaluation = TorchProgram.load(programs.evaluation(), device);
        this.parameters = manager.create(start.parameters());
        this.statistics = start.statistics().length == 0 ? null : manager.create(start.statistics());
        this.adam = new FlatAdam(manager, start.adam(), weightDecay);
        float[] averaged = start.average();
        this.average = averageDecay > 0
                ? new WeightAverage(manager.create(averaged == null ? start.parameters() : averaged), averageDecay)
                : null;
    }

    /** Brings a batch to the device; in any thread, ahead of the step that takes it. */
    public StagedBatch stage(Input... batch) {
        return stager.stage(batch);
    }

    /**
     * Takes one step on the mean gradient of some batches, and waits for what it computed.
     *
     * @see #begin
     */
    public Report train(double learningRate, double clipNorm, List<Input[]> batches) {
        List<StagedBatch> staged = batches.stream().map(stager::stage).toList();
        try {
            return begin(learningRate, clipNorm, staged).report();
        } finally {
            staged.forEach(StagedBatch::close);
        }
    }

    /**
     * Gives the device one step on the mean gradient of some batches. If it turns out that it {@linkplain Report#taken()
     * cannot be taken}, what it left is of no use, and is not given to anybody.
     *
     * @param clipNorm the gradient is scaled down to this Euclidean norm; infinite: never
     */
    public BegunStep begin(double learningRate, double clipNorm, List<StagedBatch> batches) {
        BegunStep begun = new BegunStep(manager.newSubManager());
        try (NDManager scratch = manager.newSubManager()) {
            Learnt learnt = accumulate(scratch, batches, begun);
            NDArray gradient = learnt.gradient();
            NDArray squares = gradient.square().sum();
            adam.step(parameters, limited(gradient, squares, clipNorm), learningRate);
            if (average != null) {
                average.add(parameters, adam.steps());
            }
            keep(learnt.statistics());
            begun.squares(squares);
        }
        lookBack();
        last = begun;
        return begun;
    }

    /** On the device, which would otherwise wait for the norm to be brought to us and back. */
    private static NDArray limited(NDArray gradient, NDArray squares, double clipNorm) {
        if (clipNorm == Double.POSITIVE_INFINITY) {
            return gradient;
        }
        NDArray norm = squares.toType(DataType.FLOAT64, true).sqrt();
        return gradient.mul(NDArrays.div(clipNorm, norm).minimum(1).toType(DataType.FLOAT32, true));
    }

    private void keep(@Nullable NDArray next) {
        if (statistics != null && next != null) {
            statistics.close();
            next.attach(manager);
            statistics = next;
        }
    }

    /** @param statistics after the last batch, for a network that keeps some */
    private record Learnt(NDArray gradient, @Nullable NDArray statistics) {}

    private Learnt accumulate(NDManager scratch, List<StagedBatch> batches, BegunStep begun) {
        NDArray sum = null;
        NDArray kept = statistics;
        for (StagedBatch batch : batches) {
            // what a batch needed for its backward pass is given back before the next
            try (NDManager pass = scratch.newSubManager()) {
                Results result = differentiate(pass, kept, batch);
                begun.add(result);
                if (kept != null) {
                    kept = result.get(Program.STATISTICS);
                    kept.attach(scratch);
                }
                NDArray gradient = result.get(Program.GRADIENT);
                if (sum == null) {
                    sum = gradient;
                    sum.attach(scratch);
                } else {
                    sum.addi(gradient);
                }
            }
        }
        if (sum == null) {
            throw new IllegalArgumentException("a step needs at least one batch");
        }
        return new Learnt(batches.size() == 1 ? sum : sum.divi(batches.size()), kept);
    }

    /** The gradient of the loss with respect to the flat vector, without an update. */
    public float[] gradient(Input... batch) {
        try (NDManager scratch = manager.newSubManager();
                StagedBatch staged = stage(batch)) {
            return differentiate(scratch, statistics, staged)
                    .get(Program.GRADIENT)
                    .toFloatArray();
        }
    }

    /** Runs the program without gradients, with the average of the weights where there is one. */
    public Report evaluate(Input... batch) {
        try (NDManager scratch = manager.newSubManager();
                StagedBatch staged = stage(batch)) {
            return BegunStep.read(
                    evaluation.call(inputs(scratch, leaf(scratch, forUseOnDevice()), statistics, staged)));
        }
    }

    /**
     * All that the next step finds; the average only where one is kept.
     *
     * @throws IllegalStateException if a step could not be taken, as for {@link #forUse}
     */
    public TrainedValues values() {
        requireTaken();
        return new TrainedValues(
                parameters.toFloatArray(),
                keptStatistics(),
                adam.state(),
                average == null ? null : average.values().toFloatArray());
    }

    /** The network to use: the average of its weights where there is one, and its statistics. */
    public Weights forUse() {
        requireTaken();
        Program program = programs.training();
        return program.flatLayout()
                .unpack(forUseOnDevice().toFloatArray())
                .and(program.statisticsLayout().unpack(keptStatistics()));
    }

    private float[] keptStatistics() {
        return statistics == null ? new float[0] : statistics.toFloatArray();
    }

    private NDArray forUseOnDevice() {
        return average == null ? parameters : average.values();
    }

    @Override
    public void close() {
        training.close();
        evaluation.close();
        manager.close();
    }

    private void lookBack() {
        broken |= last != null && !last.report().taken();
    }

    private void requireTaken() {
        lookBack();
        if (broken) {
            throw new IllegalStateException("a step could not be taken, and what it left is of no use");
        }
    }

    private Results differentiate(NDManager scratch, @Nullable NDArray kept, StagedBatch batch) {
        NDArray leaf = leaf(scratch, parameters);
        leaf.setRequiresGradient(true);
        return training.differentiate(inputs(scratch, leaf, kept, batch));
    }

    /** The parameters' memory as a tensor of this pass alone. */
    private static NDArray leaf(NDManager scratch, NDArray parameters) {
        NDArray leaf = parameters.stopGradient();
        leaf.attach(scratch);
        return leaf;
    }

    private static Map<String, NDArray> inputs(
            NDManager scratch, NDArray leaf, @Nullable NDArray kept, StagedBatch batch) {
        Map<String, NDArray> inputs = batch.in(scratch);
        inputs.put(Program.FLAT_PARAMETERS, leaf);
        if (kept != null) {
            inputs.put(Program.STATISTICS, kept);
        }
        return inputs;
    }
}
