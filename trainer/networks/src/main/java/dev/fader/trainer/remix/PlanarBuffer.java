package dev.fader.trainer.remix;

import java.util.Arrays;

/** A queue of frames, one row per channel. Doubles, so that it holds an input exactly and a network's floats as well. */
final class PlanarBuffer {

    private double[][] rows;
    private int start;
    private int size;

    PlanarBuffer(int channels) {
        rows = new double[channels][0];
    }

    int size() {
        return size;
    }

    void append(double[][] planar, int offset, int count) {
        makeRoom(count);
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(planar[c], offset, rows[c], start + size, count);
        }
        size += count;
    }

    void append(float[][] planar, int offset, int count) {
        makeRoom(count);
        for (int c = 0; c < rows.length; c++) {
            for (int i = 0; i < count; i++) {
                rows[c][start + size + i] = planar[c][offset + i];
            }
        }
        size += count;
    }

    void appendZeros(int count) {
        makeRoom(count);
        for (double[] row : rows) {
            Arrays.fill(row, start + size, start + size + count, 0);
        }
        size += count;
    }

    /** Copies the first frames without removing them. */
    void peek(double[][] planar, int offset, int count) {
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(rows[c], start, planar[c], offset, count);
        }
    }

    /** Copies frames from some position on without removing them, as a network takes them. @return (C, count) */
    float[][] peekFloats(int from, int count) {
        float[][] planar = new float[rows.length][count];
        for (int c = 0; c < rows.length; c++) {
            for (int i = 0; i < count; i++) {
                planar[c][i] = (float) rows[c][start + from + i];
            }
        }
        return planar;
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
            double[] row = capacity > rows[c].length ? new double[capacity] : rows[c];
            System.arraycopy(rows[c], start, row, 0, size);
            rows[c] = row;
        }
        start = 0;
    }
}
