package dev.fader.trainer.graph;

import java.util.function.IntFunction;

/** A transposed convolution to one channel as a matrix product and a sum of overlapping frames. */
final class OverlapAdd {

    private OverlapAdd() {}

    /** Whether frames are cut into whole hops. @param weight (I, 1, kernel) */
    static boolean fits(Value weight, int stride) {
        return weight.dim(1) == 1 && weight.dim(2) % stride == 0;
    }

    /** @param x (B, I, F). @return (B, 1, L) */
    static Value decode(Value x, Value weight, int stride) {
        Graph graph = x.graph();
        int hops = (int) weight.dim(2) / stride;
        // (B, hops, stride, F)
        Value frames = graph.emitKept(
                x.kept(),
                Ops.dims(x.dim(0), hops, stride, x.dim(2)),
                // torch.matmul would turn x round in memory once weights are learnt
                "torch.unflatten(torch.bmm(torch.expand(torch.unsqueeze(torch.t(torch.squeeze(%s, 1)), 0), [torch.size(%s, 0), -1, -1]), %s), 1, [%d, %d])",
                weight.like(x),
                x.stored(),
                x.stored(),
                hops,
                stride);
        return sum(
                frames,
                hops,
                stride,
                hop -> "torch.transpose(torch.select(%s, 1, %d), 1, 2)".formatted(frames.expression(), hop));
    }

    /**
     * Frames laid over each other, a hop apart.
     *
     * @param frames (B, …), of so many hops each
     * @param ofHop expression of a hop of all frames, (B, F, stride)
     * @return (B, 1, L)
     */
    static Value sum(Value frames, int hops, int stride, IntFunction<String> ofHop) {
        Graph graph = frames.graph();
        Value sum = null;
        for (int hop = 0; hop < hops; hop++) {
            Value part = graph.emit(
                    Ops.dims(frames.dim(0), Value.ANY, stride),
                    "torch.constant_pad_nd(%s, [0, 0, %d, %d])",
                    ofHop.apply(hop),
                    hop,
                    hops - 1 - hop);
            sum = sum == null ? part : sum.plus(part);
        }
        if (sum == null) {
            throw new IllegalArgumentException("a kernel is at least one hop long");
        }
        return graph.emit(
                Ops.dims(frames.dim(0), 1, Value.ANY), "torch.unsqueeze(torch.flatten(%s, 1, 2), 1)", sum.expression());
    }
}
