package dev.fader.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.fader.trainer.engine.TorchProgram.Results;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.objective.RemixPrograms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Forward, backward and update of a training program ({@link RemixPrograms#training}). Not thread-safe. */
public final class TrainingStep implements AutoCloseable {

    /** One tensor of a batch on the Java side, row-major. @param name of the program's input */
    @SuppressWarnings("ArrayRecordComponent") // a tensor is its array; it is never compared
    public record Input(String name, float[] values, long... dims) {}

    /**
     * What a step computed.
     *
     * @param sourceSdrDb SDR per source in dB
     * @param gradientNorm Euclidean, before it was limited; 0 where there was no backward pass
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Report(double lossDb, double remixSdrDb, float[] sourceSdrDb, double gradientNorm) {

        /** Whether the step could be taken: of a loss that is no number, or flat, nothing is learnt. */
        public boolean taken() {
            return Double.isFinite(lossDb) && Double.isFinite(gradientNorm) && gradientNorm > 0;
        }
    }

    private final NDManager manager;
    private final TorchProgram program;
    private final NDArray parameters;
    private final FlatAdam adam;
    private final @Nullable WeightAverage average;
    /** One for each input of the program. */
    private final List<Staging> staging = new ArrayList<>();

    /** Without an average of the weights. */
    public TrainingStep(Program program, float[] parameters, AdamState adam, Device device) {
        this(program, parameters, adam, 0, null, device);
    }

    /**
     * @param averageDecay of the average of the weights, which {@link #evaluate} and {@link #forUse} then use; 0: none
     * @param averaged the average so far; null: begins at the parameters
     */
    public TrainingStep(
            Program program,
            float[] parameters,
            AdamState adam,
            double averageDecay,
            float @Nullable [] averaged,
            Device device) {
        this.manager = Torch.manager(device);
        this.program = TorchProgram.load(program, device);
        this.parameters = manager.create(parameters);
        this.adam = new FlatAdam(manager, adam);
        this.average = averageDecay > 0
                ? new WeightAverage(manager.create(averaged == null ? parameters : averaged), averageDecay)
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
            NDArray gradient = accumulate(scratch, batches, reports);
            double norm = Math.sqrt(gradient.square().sum().getFloat());
            Report report = mean(reports, norm);
            if (report.taken()) {
                adam.step(parameters, norm > clipNorm ? gradient.mul(clipNorm / norm) : gradient, learningRate);
                if (average != null) {
                    average.add(parameters, adam.steps());
                }
            }
            return report;
        }
    }

    private NDArray accumulate(NDManager scratch, List<Input[]> batches, List<Report> reports) {
        NDArray sum = null;
        for (Input[] batch : batches) {
            // what a batch needed for its backward pass is given back before the next
            try (NDManager pass = scratch.newSubManager()) {
                Differentiated result = differentiate(pass, batch);
                reports.add(result.report());
                if (sum == null) {
                    sum = result.gradient();
                    sum.attach(scratch);
                } else {
                    sum.addi(result.gradient());
                }
            }
        }
        if (sum == null) {
            throw new IllegalArgumentException("a step needs at least one batch");
        }
        return batches.size() == 1 ? sum : sum.divi(batches.size());
    }

    private static Report mean(List<Report> reports, double norm) {
        float[] sources = new float[reports.getFirst().sourceSdrDb().length];
        double loss = 0;
        double remix = 0;
        for (Report report : reports) {
            loss += report.lossDb() / reports.size();
            remix += report.remixSdrDb() / reports.size();
            for (int k = 0; k < sources.length; k++) {
                sources[k] += report.sourceSdrDb()[k] / reports.size();
            }
        }
        return new Report(loss, remix, sources, norm);
    }

    /** The gradient of the loss with respect to the flat vector, without an update. */
    public float[] gradient(Input... batch) {
        try (NDManager scratch = manager.newSubManager()) {
            return differentiate(scratch, batch).gradient().toFloatArray();
        }
    }

    /** Runs the program without gradients, with the average of the weights where there is one. */
    public Report evaluate(Input... batch) {
        try (NDManager scratch = manager.newSubManager()) {
            return report(program.call(inputs(scratch, leaf(scratch, forUseOnDevice()), batch)));
        }
    }

    /** The weights as the next step finds them. */
    public float[] parameters() {
        return parameters.toFloatArray();
    }

    /** The weights to use: their average where there is one. */
    public float[] forUse() {
        return forUseOnDevice().toFloatArray();
    }

    private NDArray forUseOnDevice() {
        return average == null ? parameters : average.values();
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
        NDArray leaf = leaf(scratch, parameters);
        leaf.setRequiresGradient(true);
        try (GradientCollector collector = Torch.engine().newGradientCollector()) {
            Results outputs = program.record(inputs(scratch, leaf, batch));
            collector.backward(outputs.get(RemixPrograms.LOSS));
            return new Differentiated(report(outputs), leaf.getGradient());
        }
    }

    /** The parameters' memory as a tensor of this step alone, so that its gradient starts from nothing. */
    private static NDArray leaf(NDManager scratch, NDArray parameters) {
        NDArray leaf = parameters.stopGradient();
        leaf.attach(scratch);
        return leaf;
    }

    /** To be used before the next batch is staged. */
    private Map<String, NDArray> inputs(NDManager scratch, NDArray leaf, Input... batch) {
        Map<String, NDArray> inputs = new HashMap<>();
        inputs.put(Program.FLAT_PARAMETERS, leaf);
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
                outputs.get(RemixPrograms.LOSS).getFloat(),
                outputs.get(RemixPrograms.REMIX_SDR).getFloat(),
                outputs.get(RemixPrograms.SOURCE_SDR).toFloatArray(),
                0);
    }
}
