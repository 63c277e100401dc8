package dev.fader.trainer.combinations;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.network.Agreement;
import dev.fader.trainer.network.NetworkPrograms;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Kernels are trusted with a network once they have given for a piece of noise what its program gives: they are compiled anew
 * for each GPU and network, and a network's own values may be too large for halves.
 */
final class KernelProof {

    /** Several tiles and a part of one. */
    private static final int FRAMES = 300;

    private static final double LEAST_FP16_DB = 40;
    private static final double LEAST_BF16_DB = 25;

    private KernelProof() {}

    /** @throws FailedProofException if they differ by more than halves do, with by how much */
    static void require(
            Combinations kernels, Combinations program, ConvTasNet network, Precision precision, Device device) {
        double agreementDb = Agreement.db(separated(program, network, device), separated(kernels, network, device));
        double least = precision == Precision.BF16 ? LEAST_BF16_DB : LEAST_FP16_DB;
        // NaN is no agreement either
        if (!(agreementDb >= least)) {
            throw new FailedProofException("on %s they agree with the network to %.1f dB, where %s should to %.0f dB"
                    .formatted(device, agreementDb, precision, least));
        }
    }

    /** Noise, each source by itself. */
    private static float[] separated(Combinations combinations, ConvTasNet network, Device device) {
        SplittableRandom random = new SplittableRandom(1);
        float[] noise = new float[network.kernel() + (FRAMES - 1) * network.stride()];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (float) random.nextGaussian() * 0.3f;
        }
        int sources = network.sources();
        float[] each = new float[sources * sources];
        for (int k = 0; k < sources; k++) {
            each[k * sources + k] = 1;
        }
        try (NDManager manager = Torch.manager(device)) {
            NDArray mixture = manager.create(noise, new Shape(1, 1, noise.length));
            NDArray rows = manager.create(each, new Shape(1, sources, sources));
            return combinations
                    .of(Map.of(NetworkPrograms.MIXTURE, mixture, NetworkPrograms.WEIGHTS, rows))
                    .toFloatArray();
        }
    }
}
