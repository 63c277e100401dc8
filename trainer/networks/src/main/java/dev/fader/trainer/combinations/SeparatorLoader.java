package dev.fader.trainer.combinations;

import dev.fader.trainer.combinations.SeparatorShape.Tile;
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

    /** The environment's name for the tile of the products, for measuring. */
    private static final String TILE_VARIABLE = "FADER_KERNEL_TILE";

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
        Kernels kernels;
        SeparatorShape shape;
        try {
            shape = new SeparatorShape(network, precision, tile(network, precision, cuda));
            kernels = KernelModule.compile(cuda, "conv_tasnet.cu", source(), shape.macros());
        } catch (RuntimeException e) {
            cuda.close();
            throw e;
        }
        return SeparatorKernels.of(shape, weights, device, kernels);
    }

    private static Tile tile(ConvTasNet network, Precision precision, Cuda cuda) {
        if (cuda.capability() < LEAST_CAPABILITY) {
            throw new NoKernelsException("the GPU's compute capability is %.1f, below %.1f"
                    .formatted(cuda.capability() / 10.0, LEAST_CAPABILITY / 10.0));
        }
        int most = cuda.mostSharedBytes();
        return Tile.named(System.getenv(TILE_VARIABLE)).stream()
                .filter(each -> {
                    SeparatorShape shape = new SeparatorShape(network, precision, each);
                    return Math.max(shape.productSharedBytes(), shape.maskSharedBytes()) <= most;
                })
                .findFirst()
                .orElseThrow(() -> new NoKernelsException(
                        "the network is wider than the GPU's shared memory of %d bytes".formatted(most)));
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
