package dev.fader.trainer.songs;

/**
 * Adds harmonics of a sound's upper range, which fill the octave above 8 kHz where sampled instruments have nothing.
 *
 * @param fromHz lower end of the range that is bent
 * @param levelDb of the harmonics, relative to the sound
 * @param bias what makes the even harmonics: of 0 there are none
 * @param harmonicsFromHz what the harmonics lie above
 */
record Exciter(double fromHz, double levelDb, double bias, double harmonicsFromHz) {

    /** Less than this beside the sound is its noise. */
    private static final double NOTHING = 3e-4;

    /** One of many: what all had in common would give the excited away. */
    static Exciter draw(double levelDb, Chance chance) {
        return new Exciter(
                2000 * StrictMath.pow(3, chance.unit()),
                levelDb,
                chance.between(0, 1.5),
                5000 * StrictMath.pow(2, chance.unit()));
    }

    /** Excites in place. @param stereo (2, frames) */
    void apply(float[][] stereo, int sampleRateHz) {
        float[][] range = {stereo[0].clone(), stereo[1].clone()};
        Biquad.highPass(fromHz, sampleRateHz).apply(range);
        double whole = Mixdown.activeRms(stereo);
        double its = Mixdown.activeRms(range);
        if (its <= NOTHING * whole) {
            return;
        }
        for (float[] samples : range) {
            Amplifier.bend(samples, 2.5 / its, bias);
        }
        Biquad.highPass(harmonicsFromHz, sampleRateHz).apply(range);
        Biquad.highPass(harmonicsFromHz, sampleRateHz).apply(range);
        double gain = Level.gainTo(whole * Level.amplitude(levelDb), range);
        for (int c = 0; c < 2; c++) {
            Level.mix(stereo[c], range[c], gain);
        }
    }
}
