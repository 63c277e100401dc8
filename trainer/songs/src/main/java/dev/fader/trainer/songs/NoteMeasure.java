package dev.fader.trainer.songs;

/**
 * What a sound holds beside what it should.
 *
 * @param offset |mean| / rms
 * @param below20Hz share of its energy
 * @param above8kHz share of its energy
 */
record NoteMeasure(double offset, double below20Hz, double above8kHz) {

    /** @param stereo (2, frames), not silent */
    static NoteMeasure of(float[][] stereo, int sampleRateHz) {
        double energy = energy(stereo);
        double offset = 0;
        for (float[] channel : stereo) {
            double sum = 0;
            for (float sample : channel) {
                sum += sample;
            }
            offset = Math.max(offset, Math.abs(sum / channel.length));
        }
        double rms = Math.sqrt(energy / (2.0 * stereo[0].length));
        return new NoteMeasure(
                offset / rms,
                share(stereo, Biquad.lowPass(20, sampleRateHz), energy),
                share(stereo, Biquad.highPass(8000, sampleRateHz), energy));
    }

    private static double share(float[][] stereo, Biquad filter, double energy) {
        float[][] band = {stereo[0].clone(), stereo[1].clone()};
        // an eighth order leaves nothing of what lies an octave away
        for (int n = 0; n < 4; n++) {
            filter.apply(band);
        }
        return energy(band) / energy;
    }

    private static double energy(float[][] stereo) {
        double energy = 0;
        for (float[] channel : stereo) {
            for (float sample : channel) {
                energy += sample * (double) sample;
            }
        }
        return energy;
    }
}
