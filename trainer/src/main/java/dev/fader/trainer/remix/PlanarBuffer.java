package dev.fader.trainer.remix;

import java.util.Arrays;

/** A queue of frames, one row per channel. */
final class PlanarBuffer {

    private float[][] rows;
    private int start;
    private int size;

    PlanarBuffer(int channels) {
        rows = new float[channels][0];
    }

    int size() {
        return size;
    }

    void append(float[][] planar, int offset, int count) {
        makeRoom(count);
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(planar[c], offset, rows[c], start + size, count);
        }
        size += count;
    }

    void appendZeros(int count) {
        makeRoom(count);
        for (float[] row : rows) {
            Arrays.fill(row, start + size, start + size + count, 0);
        }
        size += count;
    }

    /** Copies the first frames without removing them. */
    void peek(float[][] planar, int offset, int count) {
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(rows[c], start, planar[c], offset, count);
        }
    }

    void drop(int count) {
        start += count;
        size -= count;
    }

    private void makeRoom(int count) {
        if (start + size + count <= rows[0].length) {
            return;
        }
        int capacity = Math.max(rows[0].length, 2 * (size + count));
        for (int c = 0; c < rows.length; c++) {
            float[] row = capacity > rows[c].length ? new float[capacity] : rows[c];
            System.arraycopy(rows[c], start, row, 0, size);
            rows[c] = row;
        }
        start = 0;
    }
}
