package dev.fader.trainer.combinations;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fader.trainer.combinations.SeparatorPass.Size;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.kernels.Addresses;
import dev.fader.trainer.kernels.Kernels;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Conv-TasNet with its separator by kernels of our own; encoder and decoder are programs. */
final class SeparatorKernels implements Combinations {

    private final SeparatorShape shape;
    private final Kernels kernels;
    private final NDManager manager;
    private final TorchProgram front;
    private final TorchProgram back;
    private final Addresses addresses = new Addresses();
    private final DeviceWeights weights;
    private @Nullable SeparatorPass pass;

    private SeparatorKernels(
            SeparatorShape shape, Weights weights, PreparedWeights prepared, Device device, Kernels kernels) {
        this.shape = shape;
        this.kernels = kernels;
        this.manager = Torch.manager(device);
        try {
            this.weights = DeviceWeights.of(prepared, manager, addresses);
            this.front = loaded(SeparatorPrograms.front(shape.network(), shape.precision()), weights, device);
        } catch (RuntimeException e) {
            manager.close();
            throw e;
        }
        try {
            this.back = loaded(SeparatorPrograms.back(shape.network(), shape.precision()), weights, device);
        } catch (RuntimeException e) {
            front.close();
            manager.close();
            throw e;
        }
    }

    /** @param kernels compiled for the shape; closed with the result, or at once if there is none */
    static SeparatorKernels of(SeparatorShape shape, Weights weights, Device device, Kernels kernels) {
        try {
            PreparedWeights prepared = PreparedWeights.of(shape.network(), weights, shape.precision());
            return new SeparatorKernels(shape, weights, prepared, device, kernels);
        } catch (RuntimeException e) {
            kernels.close();
            throw e;
        }
    }

    private static TorchProgram loaded(Program program, Weights weights, Device device) {
        return TorchProgram.load(program, SeparatorPrograms.of(program, weights), device);
    }

    @Override
    public NDArray of(Map<String, NDArray> inputs) {
        NDArray mixture = inputs.get(NetworkPrograms.MIXTURE);
        NDArray rows = inputs.get(NetworkPrograms.WEIGHTS);
        if (mixture == null || rows == null || inputs.size() != 2) {
            throw new IllegalArgumentException("the kernels take %s, not %s"
                    .formatted(Set.of(NetworkPrograms.MIXTURE, NetworkPrograms.WEIGHTS), inputs.keySet()));
        }
        SeparatorPass current = pass(new Size(
                Math.toIntExact(mixture.getShape().get(0)),
                shape.frames(mixture.getShape().get(2))));
        TorchProgram.Results encoded = front.call(inputs);
        NDArray masked = encoded.get(SeparatorPrograms.MASKED);
        current.run(
                addresses.of(encoded.get(SeparatorPrograms.LATENT)),
                addresses.of(encoded.get(SeparatorPrograms.MOMENTS)),
                addresses.of(rows),
                Math.toIntExact(rows.getShape().get(1)),
                addresses.of(masked));
        return back.call(Map.of(NetworkPrograms.MIXTURE, mixture, SeparatorPrograms.MASKED, masked))
                .get(NetworkPrograms.COMBINED);
    }

    private SeparatorPass pass(Size size) {
        SeparatorPass former = pass;
        if (former != null && former.is(size)) {
            return former;
        }
        if (former != null) {
            // before there is memory for another, which may need it
            pass = null;
            former.close();
        }
        SeparatorPass made = new SeparatorPass(shape, size, weights, kernels, manager, addresses);
        pass = made;
        return made;
    }

    @Override
    public void close() {
        front.close();
        back.close();
        manager.close();
        kernels.close();
    }
}
