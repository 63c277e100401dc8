package dev.fader.trainer.parity;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;

/**
 * A clip as the authors' own code separated it, with a small network: what a device must reproduce before it is trusted
 * with anybody's sound, in the form in which it works. Safe for several threads.
 */
public final class GoldenClip implements AutoCloseable {

    /** Of {@link #error}: far above what devices round differently, far below what would be heard. */
    public static final double BOUND = 5e-4;

    private final ReferenceFile reference;
    private final Program separation;
    private final TorchProgram compiled;
    private final Device device;

    private GoldenClip(ReferenceFile reference, Device device) {
        this.reference = reference;
        this.device = device;
        this.separation = NetworkPrograms.separation(
                reference.network(), Parameters.NAMED, new Target(device.usualForm(), Precision.FP32));
        this.compiled = TorchProgram.load(separation, reference.weights(), device);
    }

    /** Loads the network on a device. */
    public static GoldenClip on(Device device) throws IOException {
        return new GoldenClip(ReferenceFile.shipped(), device);
    }

    /** Separates the clip. @return the largest difference of a sample from the authors' result; NaN where there is one */
    public synchronized double error() {
        float[] ours = Parity.run(compiled, separation.arguments(), NetworkPrograms.SOURCES, reference, device);
        return Parity.maxAbsError(ours, reference.tensor("separated"));
    }

    @Override
    public void close() {
        compiled.close();
    }
}
