package dev.fader.trainer.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.combinations.Combinations;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.graph.FlatLayout;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.network.NetworkPrograms;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.objective.RemixPrograms;
import dev.fader.trainer.objective.TrainingPrograms;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** The network as Fader runs it. */
abstract sealed class OurNetwork implements NetworkContender {

    private static final double NANOS = 1e9;
    private static final double LEARNING_RATE = 1e-4;

    static OurNetwork of(NetworkWorkload workload, Target target, Device device) {
        if (workload.training()) {
            return new Training(workload, target, device);
        }
        return target.form() == Form.GPU_KERNELS
                ? new ByKernels(workload, target, device)
                : new ByProgram(workload, target, device);
    }

    /** One repetition, to its end on the device. */
    abstract void once();

    @Override
    public Cost run(int repetitions) {
        long wall = System.nanoTime();
        long processor = ProcessCost.processorNanos();
        for (int i = 0; i < repetitions; i++) {
            once();
        }
        return new Cost((System.nanoTime() - wall) / NANOS, (ProcessCost.processorNanos() - processor) / NANOS);
    }

    @Override
    public double peakRssMb() throws IOException {
        return ProcessCost.peakResidentBytes() / (double) (1 << 20);
    }

    private abstract static sealed class Inference extends OurNetwork {

        final NDManager manager;
        private final NDArray mixture;
        private final boolean onGpu;

        Inference(NetworkWorkload workload, Device device) {
            this.manager = Torch.manager(device);
            this.mixture = manager.create(workload.mixture(), new Shape(workload.batch(), 1, workload.samples()));
            this.onGpu = device instanceof Device.Cuda;
        }

        /** @return the sources in the manager of the mixture, B·K·L values */
        abstract NDArray separated(NDArray input);

        @Override
        void once() {
            try (NDManager scratch = manager.newSubManager()) {
                NDArray separated = separated(lent(scratch));
                if (onGpu) {
                    // one value brought back waits for all of them
                    separated.flatten().get(0).getFloat();
                }
            }
        }

        @Override
        public float[] result() {
            try (NDManager scratch = manager.newSubManager()) {
                return separated(lent(scratch)).toFloatArray();
            }
        }

        /** Results live in the manager of the mixture. */
        private NDArray lent(NDManager scratch) {
            NDArray input = mixture.stopGradient();
            input.attach(scratch);
            return input;
        }

        @Override
        public void close() {
            manager.close();
        }
    }

    private static final class ByProgram extends Inference {

        private final TorchProgram program;

        ByProgram(NetworkWorkload workload, Target target, Device device) {
            super(workload, device);
            try {
                this.program = TorchProgram.load(
                        NetworkPrograms.separation(workload.network(), Parameters.NAMED, target),
                        workload.weights(),
                        device);
            } catch (RuntimeException e) {
                manager.close();
                throw e;
            }
        }

        @Override
        NDArray separated(NDArray input) {
            return program.call(Map.of(NetworkPrograms.MIXTURE, input)).get(NetworkPrograms.SOURCES);
        }

        @Override
        public void close() {
            program.close();
            super.close();
        }
    }

    /** Each source as a sum of itself alone: kernels give nothing else than sums. */
    private static final class ByKernels extends Inference {

        private final Combinations combinations;
        private final NDArray each;

        ByKernels(NetworkWorkload workload, Target target, Device device) {
            super(workload, device);
            try {
                this.combinations = Combinations.load(workload.network(), workload.weights(), target, device);
            } catch (RuntimeException e) {
                manager.close();
                throw e;
            }
            int sources = workload.network().sources();
            float[] ones = new float[workload.batch() * sources * sources];
            for (int row = 0; row < workload.batch() * sources; row++) {
                ones[row * sources + row % sources] = 1;
            }
            this.each = manager.create(ones, new Shape(workload.batch(), sources, sources));
        }

        @Override
        NDArray separated(NDArray input) {
            return combinations.of(Map.of(NetworkPrograms.MIXTURE, input, NetworkPrograms.WEIGHTS, each));
        }

        @Override
        public void close() {
            combinations.close();
            super.close();
        }
    }

    private static final class Training extends OurNetwork {

        private final TrainingStep step;
        private final FlatLayout layout;
        private final Input[] batch;

        Training(NetworkWorkload workload, Target target, Device device) {
            RemixModel model = workload.network().seesGains() ? RemixModel.GAIN_CONDITIONED : RemixModel.MODEL_I;
            TrainingPrograms programs =
                    TrainingPrograms.of(workload.network(), new RemixObjective(model, 1, 1), target);
            this.layout = programs.training().flatLayout();
            this.step = new TrainingStep(programs, workload.weights(), device);
            int b = workload.batch();
            int k = workload.network().sources();
            this.batch = new Input[] {
                new Input(NetworkPrograms.MIXTURE, workload.mixture(), b, 1, workload.samples()),
                new Input(RemixPrograms.SOURCES, workload.sources(), b, k, workload.samples()),
                new Input(NetworkPrograms.GAINS, workload.gains(), b, k)
            };
        }

        @Override
        void once() {
            step.train(LEARNING_RATE, Double.POSITIVE_INFINITY, List.<Input[]>of(batch));
        }

        @Override
        public float[] result() {
            Weights gradients = layout.unpack(step.gradient(batch));
            int size = gradients.names().stream()
                    .mapToInt(name -> gradients.get(name).data().length)
                    .sum();
            float[] all = new float[size];
            int at = 0;
            for (String name : gradients.names()) {
                float[] part = gradients.get(name).data();
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            return all;
        }

        @Override
        public void close() {
            step.close();
        }
    }
}
