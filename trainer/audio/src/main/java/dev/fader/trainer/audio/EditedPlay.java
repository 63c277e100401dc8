package dev.fader.trainer.audio;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * Plays what an edit list of several parts wants played, while the whole track is decoded once from its beginning to its end:
 * parts of it in its own order, with silence between them.
 */
final class EditedPlay {

    private static final int SILENCE_FRAMES = 4096;

    private final Deque<Piece> left;
    private final Deque<double[][]> waiting = new ArrayDeque<>();
    private final int channels;
    private long silence;
    private long decoded;

    /**
     * @param silence frames before it
     * @param from the first of its frames in the track
     * @param to behind its last one; the same where there is nothing but silence
     */
    record Piece(long silence, long from, long to) {

        long frames() {
            return silence + to - from;
        }
    }

    EditedPlay(List<Piece> pieces, int channels) {
        this.left = new ArrayDeque<>(pieces);
        this.channels = channels;
        begin();
    }

    /** The silence of a piece comes when the one before it has ended. */
    private void begin() {
        Piece next = left.peek();
        silence = next == null ? 0 : next.silence();
    }

    /** Takes what was decoded next, all of it. */
    void add(FrameSamples samples) {
        int count = samples.remaining();
        double[][] block = new double[channels][count];
        samples.take(block, 0, count);
        waiting.add(block);
    }

    /** @param ended whether nothing more will be decoded. @return false when something must be decoded before */
    boolean give(FrameSamples into, boolean ended) {
        while (true) {
            if (silence > 0) {
                int some = (int) Math.min(SILENCE_FRAMES, silence);
                silence -= some;
                into.set(new double[channels][some]);
                return true;
            }
            Piece piece = left.peek();
            double[][] block = waiting.peek();
            if (piece == null) {
                waiting.clear();
                return false;
            }
            if (piece.from() == piece.to() || ended && block == null) {
                left.remove();
                begin();
            } else if (block == null) {
                return false;
            } else if (played(piece, block, into)) {
                return true;
            }
        }
    }

    private boolean played(Piece piece, double[][] block, FrameSamples into) {
        int length = block[0].length;
        int from = (int) Math.clamp(piece.from() - decoded, 0, length);
        int to = (int) Math.clamp(piece.to() - decoded, from, length);
        if (to > from) {
            double[][] part = new double[channels][];
            for (int c = 0; c < channels; c++) {
                part[c] = Arrays.copyOfRange(block[c], from, to);
            }
            into.set(part);
        }
        if (piece.to() <= decoded + length) {
            // the rest of the block is the next piece's
            waiting.remove();
            double[][] rest = new double[channels][];
            for (int c = 0; c < channels; c++) {
                rest[c] = Arrays.copyOfRange(block[c], to, length);
            }
            waiting.addFirst(rest);
            decoded += to;
            left.remove();
            begin();
        } else {
            waiting.remove();
            decoded += length;
        }
        return to > from;
    }
}
