package dev.fader.trainer.combinations;

import ai.djl.ndarray.NDArray;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.kernels.NoKernelsException;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.Map;

/** A network's weighted sums of its sources on a device. For one thread at a time. */
public interface Combinations extends AutoCloseable {

    /**
     * @param inputs as {@link NetworkPrograms#combinations} names them: the mixture, weights, and gains if the network sees them
     * @return (B·R, 1, L), in the manager of the mixture
     * @throws IllegalArgumentException naming what is to be given, if it is not what is given
     */
    NDArray of(Map<String, NDArray> inputs);

    @Override
    void close();

    /**
     * @throws NoKernelsException if the form is {@link Form#GPU_KERNELS} and the network has none, or none that run here: with
     *     the reason
     */
    static Combinations load(Network network, Weights weights, Target target, Device device) {
        if (target.form() != Form.GPU_KERNELS) {
            return new ProgramCombinations(network, weights, target, device);
        }
        if (!(network instanceof ConvTasNet convTasNet)) {
            throw new NoKernelsException("there are kernels for Conv-TasNet alone, not for a "
                    + network.getClass().getSimpleName());
        }
        return SeparatorLoader.load(convTasNet, weights, target.precision(), device);
    }

    /**
     * The same, and kernels only once they have given what the network's program gives.
     *
     * @throws FailedProofException if they have not
     */
    static Combinations loadProven(Network network, Weights weights, Target target, Device device) {
        Combinations loaded = load(network, weights, target, device);
        if (target.form() == Form.GPU_KERNELS && network instanceof ConvTasNet convTasNet) {
            Target exactly = new Target(Form.GPU_FOLDED, Precision.FP32);
            try (Combinations program = load(network, weights, exactly, device)) {
                KernelProof.require(loaded, program, convTasNet, target.precision(), device);
            } catch (RuntimeException e) {
                loaded.close();
                throw e;
            }
        }
        return loaded;
    }
}
