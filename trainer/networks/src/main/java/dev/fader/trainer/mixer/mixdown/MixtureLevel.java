package dev.fader.trainer.mixer.mixdown;

/**
 * The normalisation of a song: "the waveforms were normalized so that the mean amplitude of the music acoustic signal was 0
 * and the standard deviation was 1" (paper, section 4.2), over both channels of the whole song. The mean is the mixture's
 * alone; estimates and true sources are divided by the deviation and have no mean taken out.
 *
 * @param mean of the mixture
 * @param deviation of the mixture; 1 for silence
 */
public record MixtureLevel(double mean, double deviation) {

    /** Sums up a mixture that is read block by block. */
    public static final class Meter {

        private double sum;
        private double squares;
        private long count;

        public void add(float[] samples) {
            for (float sample : samples) {
                sum += sample;
                squares += (double) sample * sample;
            }
            count += samples.length;
        }

        public MixtureLevel level() {
            double mean = count == 0 ? 0 : sum / count;
            double deviation = count == 0 ? 0 : Math.sqrt(Math.max(0, squares / count - mean * mean));
            return new MixtureLevel(mean, deviation > 0 ? deviation : 1);
        }
    }

    /** @param mixture (2, L) */
    public static MixtureLevel of(float[][] mixture) {
        Meter meter = new Meter();
        for (float[] channel : mixture) {
            meter.add(channel);
        }
        return meter.level();
    }

    float normalisedMixture(float sample) {
        return (float) ((sample - mean) / deviation);
    }

    /** Writes a segment of the mixture as a mixer hears it. */
    public void writeMixture(float[] channel, float[] into, int at) {
        for (int i = 0; i < channel.length; i++) {
            into[at + i] = normalisedMixture(channel[i]);
        }
    }

    /** The same of an estimate, or of a true source. */
    public void writeSource(float[] channel, float[] into, int at) {
        for (int i = 0; i < channel.length; i++) {
            into[at + i] = (float) (channel[i] / deviation);
        }
    }
}
