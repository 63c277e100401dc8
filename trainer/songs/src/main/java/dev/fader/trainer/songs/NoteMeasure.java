package dev.fader.trainer.songs;

import dev.fader.trainer.audio.BandMeter;

/**
 * What a sound holds beside what it should.
 *
 * @param offset |mean| / rms; not a number for silence, as are the shares
 * @param below20Hz share of its energy
 * @param above8kHz share of its energy
 */
record NoteMeasure(double offset, double below20Hz, double above8kHz) {

    /** @param stereo (2, frames) */
    static NoteMeasure of(float[][] stereo, int sampleRateHz) {
        double energy = 0;
        double offset = 0;
        double low = 0;
        double high = 0;
        for (float[] channel : stereo) {
            double[] samples = new double[channel.length];
            double sum = 0;
            for (int i = 0; i < samples.length; i++) {
                samples[i] = channel[i];
                sum += samples[i];
                energy += samples[i] * samples[i];
            }
            offset = Math.max(offset, Math.abs(sum / samples.length));
            low += energy(BandMeter.below(20, sampleRateHz), samples);
            high += energy(BandMeter.between(8000, sampleRateHz, sampleRateHz), samples);
        }
        double rms = Math.sqrt(energy / (2.0 * stereo[0].length));
        return new NoteMeasure(offset / rms, low / energy, high / energy);
    }

    private static double energy(BandMeter band, double[] samples) {
        band.add(samples, 0, samples.length);
        return band.energy();
    }

    boolean isSilent() {
        return !Double.isFinite(offset);
    }
}
