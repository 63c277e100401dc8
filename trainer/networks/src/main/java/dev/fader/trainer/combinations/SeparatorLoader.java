package dev.fader.trainer.combinations;

import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.kernels.Cuda;
import dev.fader.trainer.kernels.KernelModule;
import dev.fader.trainer.kernels.Kernels;
import dev.fader.trainer.kernels.NoKernelsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Compiles the kernels of Conv-TasNet's separator for a GPU, where network and GPU are such that there are any. */
final class SeparatorLoader {

    private static final String SOURCE = "/dev/fader/trainer/kernels/conv_tasnet.cu";

    /** The first whose tensor cores multiply both kinds of halves, and that copies past its registers. */
    private static final int LEAST_CAPABILITY = 80;

    private SeparatorLoader() {}

    /**
     * @throws NoKernelsException if there are none, with the reason
     * @throws IllegalArgumentException in 32 bits, in which there can be none
     */
    static Combinations load(ConvTasNet network, Weights weights, Precision precision, Device device) {
        if (precision == Precision.FP32) {
            throw new IllegalArgumentException(
                    "the kernels of gpu-kernels keep everything in halves: take fp16 or bf16, or gpu-folded with fp32");
        }
        SeparatorShape.misfit(network).ifPresent(misfit -> {
            throw new NoKernelsException("there are no kernels for this network: " + misfit);
        });
        if (!(device instanceof Device.Cuda(int index))) {
            throw new NoKernelsException("%s is no GPU".formatted(device));
        }
        Cuda cuda = Cuda.of(index);
        SeparatorShape shape = new SeparatorShape(network, precision);
        Kernels kernels;
        try {
            requireFits(shape, cuda);
            kernels = KernelModule.compile(cuda, "conv_tasnet.cu", source(), shape.macros());
        } catch (RuntimeException e) {
            cuda.close();
            throw e;
        }
        return SeparatorKernels.of(shape, weights, device, kernels);
    }

    private static void requireFits(SeparatorShape shape, Cuda cuda) {
        if (cuda.capability() < LEAST_CAPABILITY) {
            throw new NoKernelsException("the GPU's compute capability is %.1f, below %.1f"
                    .formatted(cuda.capability() / 10.0, LEAST_CAPABILITY / 10.0));
        }
        int needed = Math.max(shape.productSharedBytes(), shape.maskSharedBytes());
        if (needed > cuda.mostSharedBytes()) {
            throw new NoKernelsException("the network needs %d bytes of the GPU's shared memory, which has %d"
                    .formatted(needed, cuda.mostSharedBytes()));
        }
    }

    private static String source() {
        try (InputStream in = SeparatorLoader.class.getResourceAsStream(SOURCE)) {
            if (in == null) {
                throw new IllegalStateException("this build has no " + SOURCE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
