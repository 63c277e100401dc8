package dev.fader.trainer.graph;

import static dev.fader.trainer.graph.Value.ANY;

/** Short-time spectra, as losses compare them. */
public final class Spectra {

    private Spectra() {}

    /**
     * Magnitudes of a short-time Fourier transform: periodic Hann windows as long as the transform, at a quarter of it, centred,
     * with the signal reflected at its ends, in 32 bits. One below the square root of {@code floor} counts as that, and has no
     * gradient.
     *
     * @param x (M, L), L more than half of {@code fft}
     * @param fft samples of a frame
     * @param floor of a power
     * @return (M, fft/2 + 1, frames)
     */
    public static Value magnitudes(Value x, int fft, double floor) {
        Graph graph = x.graph();
        String window = graph.temporary();
        // on the signal's device, wherever that is
        graph.statement("%s = torch.hann_window(%d, dtype=6, layout=0, device=ops.prim.device(%s), pin_memory=False)"
                .formatted(window, fft, x.expression()));
        Value spectrum = graph.emit(
                Ops.dims(x.dim(0), fft / 2 + 1, ANY, 2),
                "torch.view_as_real(torch.stft(%s, %d, %d, %d, %s, True, \"reflect\", False, True, True))",
                x.expression(),
                fft,
                fft / 4,
                fft,
                window);
        Value power = Ops.sum(Ops.square(spectrum), 3);
        return graph.emit(power.dims(), "torch.sqrt(torch.clamp(%s, %s))", power.expression(), Graph.literal(floor));
    }
}
