package dev.fader.trainer.songs;

/**
 * A driven amplifier and its loudspeaker: the harmonics of a guitar that its samples lack.
 *
 * @param drive amplitude at the valve for the part's own level
 * @param bias what makes one half-wave bend sooner, and so the even harmonics
 * @param cabinetHz where the loudspeaker ends; 0: none, straight into the desk
 */
record Amplifier(double drive, double bias, double cabinetHz) {

    static Amplifier forGuitar(Chance chance) {
        return new Amplifier(
                1.2 * StrictMath.pow(20, chance.unit()),
                chance.between(0, 0.6),
                chance.happens(0.2) ? 0 : chance.between(5000, 9000));
    }

    static Amplifier forBass(Chance chance) {
        return new Amplifier(
                0.5 * StrictMath.pow(12, chance.unit()),
                chance.between(0, 0.6),
                chance.happens(0.2) ? 0 : chance.between(2500, 6000));
    }

    /** Amplifies in place; the level stays what it was. @param stereo (2, frames) @param lowHz what the input passes */
    void apply(float[][] stereo, double lowHz, int sampleRateHz) {
        double before = Mixdown.activeRms(stereo);
        if (before == 0) {
            return;
        }
        Biquad.highPass(lowHz, sampleRateHz).apply(stereo);
        for (float[] samples : stereo) {
            bend(samples, drive / before, bias);
        }
        Biquad.highPass(lowHz, sampleRateHz).apply(stereo);
        if (cabinetHz > 0) {
            Biquad.peak(cabinetHz * 0.55, 4, 1, sampleRateHz).apply(stereo);
            Biquad.lowPass(cabinetHz, sampleRateHz).apply(stereo);
            Biquad.lowPass(cabinetHz, sampleRateHz).apply(stereo);
        }
        Level.scale(stereo, Level.gainTo(before, stereo));
    }

    /**
     * x / √(1 + x²) as the mean between one sample and the next (after Parker, Zavalishin and Le Bivic 2016), which
     * keeps most of the harmonics beyond half the sample rate from folding back. Silence stays silence: without the
     * value at which the bias rests, the filters after it would begin every part with a click.
     */
    static void bend(float[] samples, double gain, double bias) {
        double last = bias;
        double lastRoot = Math.sqrt(1 + bias * bias);
        double rest = bias / lastRoot;
        for (int i = 0; i < samples.length; i++) {
            double x = samples[i] * gain + bias;
            double root = Math.sqrt(1 + x * x);
            samples[i] = (float) ((last + x) / (lastRoot + root) - rest);
            last = x;
            lastRoot = root;
        }
    }
}
