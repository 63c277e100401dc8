package dev.fader.trainer.songs;

import java.util.Arrays;
import java.util.List;

/**
 * A tape that is recorded at one speed and played at another, so that pitch, speed and timbre of all sounds of a song
 * change alike and what was in tune stays so. Players play slower or faster by as much: the song keeps its tempo.
 *
 * @param percent how fast it is played, of the speed at which it is recorded
 */
record Tape(int percent) {

    private static final int REACH = 16;
    /** Positions between two samples are whole hundredths, since the speed is. */
    private static final int PHASES = 100;

    static Tape draw(Chance chance) {
        return new Tape(chance.happens(0.3) ? 100 : chance.among(88, 112));
    }

    /** Frames to record, so that so many can be played. */
    int frames(int played) {
        return (int) ((long) played * percent / 100) + REACH;
    }

    /** The part as it must be played to the tape. */
    Part toRecord(Part part) {
        return new Part(part.program(), part.percussion(), part.pan(), part.volume(), toRecord(part.notes()));
    }

    List<Note> toRecord(List<Note> notes) {
        double stretch = percent / 100.0;
        return notes.stream()
                .map(note -> new Note(note.start() * stretch, note.seconds() * stretch, note.pitch(), note.velocity()))
                .toList();
    }

    /** Plays what was recorded. @param recorded (2, {@code frames(frames)}) @return (2, frames) */
    float[][] play(float[][] recorded, int frames) {
        float[][] played = new float[2][];
        float[][] kernels = percent == 100 ? new float[0][] : kernels();
        for (int c = 0; c < 2; c++) {
            played[c] = percent == 100 ? Arrays.copyOf(recorded[c], frames) : resampled(recorded[c], frames, kernels);
        }
        return played;
    }

    /** For each phase a windowed sinc, which passes what lies below half of either rate. */
    private float[][] kernels() {
        double cutoff = 0.97 * Math.min(1, 100.0 / percent);
        float[][] kernels = new float[PHASES][2 * REACH];
        for (int phase = 0; phase < PHASES; phase++) {
            for (int k = 0; k < 2 * REACH; k++) {
                double x = k - (REACH - 1) - (double) phase / PHASES;
                double turn = Math.PI * x / REACH;
                double window = 0.42 + 0.5 * StrictMath.cos(turn) + 0.08 * StrictMath.cos(2 * turn);
                double sinc = x == 0 ? 1 : StrictMath.sin(Math.PI * cutoff * x) / (Math.PI * cutoff * x);
                kernels[phase][k] = (float) (cutoff * sinc * window);
            }
        }
        return kernels;
    }

    private float[] resampled(float[] recorded, int frames, float[][] kernels) {
        float[] padded = new float[recorded.length + 2 * REACH];
        System.arraycopy(recorded, 0, padded, REACH - 1, recorded.length);
        float[] out = new float[frames];
        int at = 0;
        int phase = 0;
        for (int i = 0; i < frames; i++) {
            float[] kernel = kernels[phase];
            float even = 0;
            float odd = 0;
            for (int k = 0; k < 2 * REACH; k += 4) {
                even += kernel[k] * padded[at + k] + kernel[k + 2] * padded[at + k + 2];
                odd += kernel[k + 1] * padded[at + k + 1] + kernel[k + 3] * padded[at + k + 3];
            }
            out[i] = even + odd;
            phase += percent;
            at += phase / PHASES;
            phase %= PHASES;
        }
        return out;
    }
}
