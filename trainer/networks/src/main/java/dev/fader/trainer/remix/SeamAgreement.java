package dev.fader.trainer.remix;

import dev.fader.schemas.notation.Decibels;
import dev.fader.schemas.remix.Gain;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.separation.ChunkPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How a remix in chunks differs from a remix in a single pass, in dB of the remix; lower is better.
 *
 * <p>The two cannot be equal for a network with global layer norm: its statistics are those of all frames it is shown,
 * so another chunk is another normalisation. The cross-fade keeps this from being a step.
 *
 * @param seamsDb where chunks are cross-faded, the worst
 * @param betweenDb everywhere else, over all
 * @param stepDb the largest change of the remix's level within a twentieth of a second at a seam's beginning, middle or
 *     end, beyond the change that the single pass has there
 */
public record SeamAgreement(double seamsDb, double betweenDb, double stepDb) {

    private static final int MOST_FRAMES = 30 * 48_000;
    private static final int STEP_FRAMES = 2_205;

    public static SeamAgreement measure(Path file, DifferenceNetwork network) throws IOException {
        try (AudioReader reader = AudioReader.open(file, AudioLimits.DEFAULT)) {
            double[][] input = new double[reader.format().channels()][MOST_FRAMES];
            int frames = 0;
            for (int count = reader.read(input, 0, MOST_FRAMES);
                    count > 0;
                    count = reader.read(input, frames, MOST_FRAMES - frames)) {
                frames += count;
            }
            ChunkPlan chunks = network.chunkPlan();
            ChunkPlan whole = new ChunkPlan(frames, chunks.fade(), chunks.context());
            int rate = reader.format().sampleRateHz();
            return compare(
                    difference(network, input, frames, chunks, rate),
                    difference(network, input, frames, whole, rate),
                    input,
                    frames,
                    chunks);
        }
    }

    private static double[][] difference(
            DifferenceNetwork network, double[][] input, int frames, ChunkPlan plan, int rate) throws IOException {
        Gains gains = Gains.of(Map.of("vocals", new Gain(-6), "drums", new Gain(3)), network.sources());
        PlanarBuffer remix = new PlanarBuffer(input.length);
        try (RemixStream stream = new RemixStream(
                network,
                List.of(Blend.remix(gains)),
                plan,
                input.length,
                rate,
                null,
                (variant, planar, from, n) -> remix.append(planar, from, n))) {
            stream.push(input, 0, frames);
            stream.finish();
        }
        double[][] difference = new double[input.length][frames];
        remix.peek(difference, 0, frames);
        for (int c = 0; c < input.length; c++) {
            for (int i = 0; i < frames; i++) {
                difference[c][i] -= input[c][i];
            }
        }
        return difference;
    }

    private static SeamAgreement compare(
            double[][] chunked, double[][] single, double[][] input, int frames, ChunkPlan plan) {
        double worst = 0;
        double step = 0;
        double error = 0;
        double signal = 0;
        for (int seam = plan.hop(); seam + 2 * plan.fade() < frames; seam += plan.hop()) {
            int end = seam + plan.fade();
            worst = Math.max(worst, error(chunked, single, seam, end) / remix(single, input, seam, end));
            for (int at : new int[] {seam, (seam + end) / 2, end}) {
                double here = level(chunked, input, at, at + STEP_FRAMES) - level(chunked, input, at - STEP_FRAMES, at);
                double there = level(single, input, at, at + STEP_FRAMES) - level(single, input, at - STEP_FRAMES, at);
                step = Math.max(step, Math.abs(here - there));
            }
            error += error(chunked, single, end, Math.min(frames, end + plan.hop() - plan.fade()));
            signal += remix(single, input, end, Math.min(frames, end + plan.hop() - plan.fade()));
        }
        return new SeamAgreement(Decibels.ofPower(worst), Decibels.ofPower(error / signal), step);
    }

    private static double error(double[][] a, double[][] b, int from, int to) {
        double sum = 0;
        for (int c = 0; c < a.length; c++) {
            for (int i = from; i < to; i++) {
                sum += (a[c][i] - b[c][i]) * (a[c][i] - b[c][i]);
            }
        }
        return sum;
    }

    private static double remix(double[][] difference, double[][] input, int from, int to) {
        double sum = 1e-12;
        for (int c = 0; c < input.length; c++) {
            for (int i = from; i < to; i++) {
                double x = input[c][i] + difference[c][i];
                sum += x * x;
            }
        }
        return sum;
    }

    /** Of the remix, in dB. */
    private static double level(double[][] difference, double[][] input, int from, int to) {
        return Decibels.ofPower(remix(difference, input, from, to));
    }
}
