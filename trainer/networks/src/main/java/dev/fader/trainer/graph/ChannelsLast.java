package dev.fader.trainer.graph;

/** Filterbanks between signals and latents whose channels lie beside each other, in half precision: what kernels of our own read. */
public final class ChannelsLast {

    private ChannelsLast() {}

    /**
     * Convolution without padding or bias, made in 32 bits.
     *
     * @param signal (B, 1, L)
     * @param filters (N, 1, kernel)
     * @return (B, F, N), in the program's precision, one value after the other
     */
    public static Value encode(Value signal, Value filters, int stride) {
        Graph graph = signal.graph();
        return graph.emit(
                Ops.dims(signal.dim(0), Value.ANY, filters.dim(0)),
                "torch.contiguous(torch.to(torch.matmul(torch.unfold(torch.squeeze(%s, 1), 1, %d, %d),"
                        + " torch.t(torch.squeeze(%s, 1))), %d))",
                signal.expression(),
                filters.dim(2),
                stride,
                filters.expression(),
                graph.precision().type());
    }

    /**
     * Sum and sum of squares of each example, in 32 bits; squares are summed channel by channel first, as a processor adds
     * them up one after the other.
     *
     * @param x (B, F, N)
     * @return (B, 1, 2)
     */
    public static Value sums(Value x) {
        return x.graph()
                .emit(
                        Ops.dims(x.dim(0), 1, 2),
                        "torch.contiguous(torch.unsqueeze(torch.stack([torch.sum(torch.sum(%s, [1], False, dtype=%d), [1]),"
                                + " torch.sum(torch.square(torch.linalg_vector_norm(%s, 2, [1], False, dtype=%d)), [1])], 1), 1))",
                        x.expression(),
                        Precision.FP32.type(),
                        x.expression(),
                        Precision.FP32.type());
    }

    /**
     * Memory for as many tensors like each of x as there are rows, with whatever lies in it.
     *
     * @param x (B, F, N)
     * @param rows (B, R, K)
     * @return (B·R, F, N), in the numbers of x
     */
    public static Value memoryFor(Value rows, Value x) {
        return x.graph()
                .emit(
                        Ops.dims(Value.ANY, x.dim(1), x.dim(2)),
                        "torch.new_empty(%s, [torch.mul(torch.size(%s, 0), torch.size(%s, 1)), torch.size(%s, 1), torch.size(%s, 2)])",
                        x.expression(),
                        rows.expression(),
                        rows.expression(),
                        x.expression(),
                        x.expression());
    }

    /**
     * Transposed convolution to one channel without padding or bias. Where a filter is whole hops the product is made in the
     * program's precision, and overlaps are summed in 32 bits; else all of it is in 32 bits.
     *
     * @param x (B, F, N), in the program's precision
     * @param filters (N, 1, kernel)
     * @return (B, 1, L)
     */
    public static Value decode(Value x, Value filters, int stride) {
        Graph graph = x.graph();
        if (!OverlapAdd.fits(filters, stride)) {
            return graph.emit(
                    Ops.dims(x.dim(0), 1, Value.ANY),
                    "torch.conv_transpose1d(torch.transpose(torch.to(%s, %d), 1, 2), %s, None, [%d])",
                    x.expression(),
                    Precision.FP32.type(),
                    filters.expression(),
                    stride);
        }
        Value frames = graph.emit(
                Ops.dims(x.dim(0), x.dim(1), filters.dim(2)),
                "torch.to(torch.matmul(%s, torch.to(torch.squeeze(%s, 1), %d)), %d)",
                x.expression(),
                filters.expression(),
                graph.precision().type(),
                Precision.FP32.type());
        return OverlapAdd.sum(
                frames,
                (int) filters.dim(2) / stride,
                stride,
                hop -> "torch.narrow(%s, 2, %d, %d)".formatted(frames.expression(), hop * stride, stride));
    }
}
