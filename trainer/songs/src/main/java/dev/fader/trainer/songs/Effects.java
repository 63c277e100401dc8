package dev.fader.trainer.songs;

/** Light treatment of a stem, so that no two songs sound as if made in one room: tone, warmth, echo, room. */
final class Effects {

    private final Chance chance;
    private final int sampleRateHz;

    Effects(Chance chance, int sampleRateHz) {
        this.chance = chance;
        this.sampleRateHz = sampleRateHz;
    }

    /** Treats a stem in place. @param stereo (2, frames) @param wet how much echo and room suit it, 0…1 */
    void apply(float[][] stereo, double wet) {
        if (chance.happens(0.7)) {
            tilt(stereo, chance.between(300, 2500), chance.between(-4, 4));
        }
        if (chance.happens(0.3)) {
            warm(stereo, chance.between(0.5, 2.5));
        }
        if (wet > 0 && chance.happens(0.25)) {
            echo(stereo, chance.between(0.12, 0.42), wet * chance.between(0.05, 0.3), chance.between(0.1, 0.45));
        }
        if (wet > 0 && chance.happens(0.65)) {
            room(stereo, chance.between(0.25, 1.6), wet * chance.between(0.05, 0.5));
        }
    }

    /** Raises what lies above a corner by {@code db} and lowers the rest by as much. */
    private void tilt(float[][] stereo, double cornerHz, double db) {
        double keep = StrictMath.exp(-2 * Math.PI * cornerHz / sampleRateHz);
        float high = (float) StrictMath.pow(10, db / 20);
        float low = 1 / high;
        for (float[] samples : stereo) {
            double state = 0;
            for (int i = 0; i < samples.length; i++) {
                state = samples[i] + keep * (state - samples[i]);
                samples[i] = (float) (low * state + high * (samples[i] - state));
            }
        }
    }

    /** Soft saturation, x / √(1 + x²), driven relative to the stem's own level. */
    private static void warm(float[][] stereo, double drive) {
        double energy = 1e-12;
        for (float[] samples : stereo) {
            for (float sample : samples) {
                energy += sample * sample;
            }
        }
        double scale = drive / (4 * Math.sqrt(energy / (2 * stereo[0].length)));
        for (float[] samples : stereo) {
            for (int i = 0; i < samples.length; i++) {
                double x = samples[i] * scale;
                samples[i] = (float) (x / Math.sqrt(1 + x * x) / scale);
            }
        }
    }

    /** Echoes that change sides. */
    private void echo(float[][] stereo, double seconds, double level, double feedback) {
        int delay = (int) (seconds * sampleRateHz);
        float[] left = new float[delay];
        float[] right = new float[delay];
        for (int i = 0, at = 0; i < stereo[0].length; i++, at = at + 1 == delay ? 0 : at + 1) {
            float fromLeft = left[at];
            float fromRight = right[at];
            left[at] = (float) (stereo[0][i] + feedback * fromRight);
            right[at] = (float) (stereo[1][i] + feedback * fromLeft);
            stereo[0][i] += (float) (level * fromRight);
            stereo[1][i] += (float) (level * fromLeft);
        }
    }

    /** A small room: four damped combs a side and two all-passes (after Schroeder 1962). */
    private void room(float[][] stereo, double decaySeconds, double level) {
        double size = chance.between(0.7, 1.3);
        int frames = stereo[0].length;
        float[] send = new float[frames];
        for (int i = 0; i < frames; i++) {
            send[i] = 0.5f * (stereo[0][i] + stereo[1][i]);
        }
        double damping = chance.between(0.2, 0.6);
        double[] combs = {0.0297, 0.0371, 0.0411, 0.0437};
        for (int side = 0; side < 2; side++) {
            float[] wet = new float[frames];
            for (double seconds : combs) {
                comb(send, wet, seconds * size + 0.0007 * side, decaySeconds, damping);
            }
            allPass(wet, 0.005 + 0.0003 * side);
            allPass(wet, 0.0017 + 0.0002 * side);
            for (int i = 0; i < frames; i++) {
                stereo[side][i] += (float) (level * 0.4 * wet[i]);
            }
        }
    }

    private void comb(float[] in, float[] out, double seconds, double decaySeconds, double damping) {
        float[] line = new float[(int) (seconds * sampleRateHz)];
        double feedback = StrictMath.pow(10, -3 * seconds / decaySeconds);
        double damped = 0;
        for (int i = 0, at = 0; i < in.length; i++, at = at + 1 == line.length ? 0 : at + 1) {
            float delayed = line[at];
            damped = delayed + damping * (damped - delayed);
            line[at] = (float) (in[i] + feedback * damped);
            out[i] += delayed;
        }
    }

    private void allPass(float[] samples, double seconds) {
        float[] line = new float[(int) (seconds * sampleRateHz)];
        for (int i = 0, at = 0; i < samples.length; i++, at = at + 1 == line.length ? 0 : at + 1) {
            float delayed = line[at];
            float x = samples[i] + 0.6f * delayed;
            line[at] = x;
            samples[i] = delayed - 0.6f * x;
        }
    }
}
