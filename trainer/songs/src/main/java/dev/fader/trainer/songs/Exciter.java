package dev.fader.trainer.songs;

/**
 * Adds harmonics of a sound's upper range, which fill the octave above 8 kHz where sampled instruments have nothing.
 *
 * @param fromHz lower end of the range that is bent
 * @param levelDb of the harmonics, relative to the sound
 */
record Exciter(double fromHz, double levelDb) {

    private static final double HARMONICS_FROM_HZ = 7000;
    /** Less than this beside the sound is its noise. */
    private static final double NOTHING = 3e-4;

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
            Amplifier.bend(samples, 2.5 / its, 0.8);
        }
        Biquad.highPass(HARMONICS_FROM_HZ, sampleRateHz).apply(range);
        Biquad.highPass(HARMONICS_FROM_HZ, sampleRateHz).apply(range);
        double gain = Level.gainTo(whole * Level.amplitude(levelDb), range);
        for (int c = 0; c < 2; c++) {
            Level.mix(stereo[c], range[c], gain);
        }
    }
}
