package dev.fader.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.fader.trainer.engine.TorchProgram.Results;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.objective.TrainingPrograms;
import java.util.ArrayList;
import java.util.HashMap;
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
    /** The same as {@link #training} where nothing tells them apart. */
    private final TorchProgram evaluation;

    private final NDArray parameters;
    /** Null for a network that keeps none: the engine knows no empty arrays. */
    private @Nullable NDArray statistics;

    private final FlatAdam adam;
    private final @Nullable WeightAverage average;
    /** One for each input of the program. */
    private final List<Staging> staging = new ArrayList<>();

    /** From fresh weights, without an average of them. */
    public TrainingStep(TrainingPrograms programs, Weights weights, Device device) {
        this(programs, TrainedValues.of(programs.training(), weights), 0, device);
    }

    /**
     * @param averageDecay of the average of the weights, which {@link #evaluate} and {@link #forUse} then use; 0: none
     */
    public TrainingStep(TrainingPrograms programs, TrainedValues start, double averageDecay, Device device) {
        this.manager = Torch.manager(device);
        this.programs = programs;
        this.training = TorchProgram.load(programs.training(), device);
        this.evaluation = programs.hasOneForm() ? training : TorchProgram.load(programs.evaluation(), device);
        this.parameters = manager.create(start.parameters());
        this.statistics = start.statistics().length == 0 ? null : manager.create(start.statistics());
        this.adam = new FlatAdam(manager, start.adam());
        float[] averaged = start.average();
        this.average = averageDecay > 0
                ? new WeightAverage(manager.create(averaged == null ? start.parameters() : averaged), averageDecay)
                : null;
    }

    /**
     * Takes one step on the mean gradient of some batches, unless it {@linkplain Report#taken() cannot be taken}.
     *
     * @param clipNorm the gradient is scaled down to this Euclidean norm; infinite: never
     * @return means over the batches
     */
    public Report train(double learningRate, double clipNorm, List<Input[]> batches) {
        try (NDManager scratch = manager.newSubManager()) {
            List<Report> reports = new ArrayList<>();
            Learnt learnt = accumulate(scratch, batches, reports);
            NDArray gradient = learnt.gradient();
            double norm = Math.sqrt(gradient.square().sum().getFloat());
            Report report = mean(reports, norm);
            if (report.taken()) {
                adam.step(parameters, norm > clipNorm ? gradient.mul(clipNorm / norm) : gradient, learningRate);
                if (average != null) {
                    average.add(parameters, adam.steps());
                }
                keep(learnt.statistics());
            }
            return report;
        }
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

    private Learnt accumulate(NDManager scratch, List<Input[]> batches, List<Report> reports) {
        NDArray sum = null;
        NDArray kept = statistics;
        for (Input[] batch : batches) {
            // what a batch needed for its backward pass is given back before the next
            try (NDManager pass = scratch.newSubManager()) {
                Differentiated result = differentiate(pass, kept, batch);
                reports.add(result.report());
                kept = result.learnt().statistics();
                if (kept != null) {
                    kept.attach(scratch);
                }
                if (sum == null) {
                    sum = result.learnt().gradient();
                    sum.attach(scratch);
                } else {
                    sum.addi(result.learnt().gradient());
                }
            }
        }
        if (sum == null) {
            throw new IllegalArgumentException("a step needs at least one batch");
        }
        return new Learnt(batches.size() == 1 ? sum : sum.divi(batches.size()), kept);
    }

    private static Report mean(List<Report> reports, double norm) {
        float[] sources = new float[reports.getFirst().sourceSdrDb().length];
        double loss = 0;
        double lossDb = 0;
        double remix = 0;
        for (Report report : reports) {
            loss += report.loss() / reports.size();
            lossDb += report.lossDb() / reports.size();
            remix += report.remixSdrDb() / reports.size();
            for (int k = 0; k < sources.length; k++) {
                sources[k] += report.sourceSdrDb()[k] / reports.size();
            }
        }
        return new Report(loss, lossDb, remix, sources, norm);
    }

    /** The gradient of the loss with respect to the flat vector, without an update. */
    public float[] gradient(Input... batch) {
        try (NDManager scratch = manager.newSubManager()) {
            return differentiate(scratch, statistics, batch).learnt().gradient().toFloatArray();
        }
    }

    /** Runs the program without gradients, with the average of the weights where there is one. */
    public Report evaluate(Input... batch) {
        try (NDManager scratch = manager.newSubManager()) {
            return report(evaluation.call(inputs(scratch, leaf(scratch, forUseOnDevice()), statistics, batch)));
        }
    }

    /** All that the next step finds; the average only where one is kept. */
    public TrainedValues values() {
        return new TrainedValues(
                parameters.toFloatArray(),
                keptStatistics(),
                adam.state(),
                average == null ? null : average.values().toFloatArray());
    }

    /** The network to use: the average of its weights where there is one, and its statistics. */
    public Weights forUse() {
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
        if (evaluation != training) {
            evaluation.close();
        }
        manager.close();
    }

    private record Differentiated(Report report, Learnt learnt) {}

    private Differentiated differentiate(NDManager scratch, @Nullable NDArray kept, Input... batch) {
        NDArray leaf = leaf(scratch, parameters);
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            Results outputs = training.record(inputs(scratch, leaf, kept, batch));
            collector.backward(outputs.get(TrainingPrograms.LOSS));
            NDArray next = kept == null ? null : outputs.get(Program.STATISTICS);
            return new Differentiated(report(outputs), new Learnt(leaf.getGradient(), next));
        }
    }

    /** The parameters' memory as a tensor of this step alone, so that its gradient starts from nothing. */
    private static NDArray leaf(NDManager scratch, NDArray parameters) {
        NDArray leaf = parameters.stopGradient();
        leaf.attach(scratch);
        return leaf;
    }

    /** To be used before the next batch is staged. */
    private Map<String, NDArray> inputs(NDManager scratch, NDArray leaf, @Nullable NDArray kept, Input... batch) {
        Map<String, NDArray> inputs = new HashMap<>();
        inputs.put(Program.FLAT_PARAMETERS, leaf);
        if (kept != null) {
            inputs.put(Program.STATISTICS, kept);
        }
        for (int i = 0; i < batch.length; i++) {
            if (i == staging.size()) {
                staging.add(new Staging());
            }
            NDArray staged = staging.get(i).stage(scratch, batch[i].values());
            inputs.put(batch[i].name(), staged.reshape(new Shape(batch[i].dims())));
        }
        return inputs;
    }

    private static Report report(Results outputs) {
        return new Report(
                outputs.get(TrainingPrograms.LOSS).getFloat(),
                outputs.get(TrainingPrograms.LOSS_DB).getFloat(),
                outputs.get(TrainingPrograms.REMIX_SDR).getFloat(),
                outputs.get(TrainingPrograms.SOURCE_SDR).toFloatArray(),
                0);
    }
}
