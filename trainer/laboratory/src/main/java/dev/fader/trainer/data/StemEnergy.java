package dev.fader.trainer.data;

import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.BandMeter;
import java.io.IOException;

/**
 * Where the energy of a stem lies, as sums of squares over all channels, and files where it has several.
 *
 * @param inaudible below 20 Hz
 * @param treble from 8 to 16 kHz
 */
record StemEnergy(double all, double inaudible, double treble, double seconds) {

    private static final int BLOCK_FRAMES = 8192;

    static StemEnergy of(StemPlace place) throws IOException {
        try (AudioReader reader = AudioReader.open(place.file(), AudioLimits.DEFAULT, place.stream())) {
            int rate = reader.format().sampleRateHz();
            double[][] block = new double[reader.format().channels()][BLOCK_FRAMES];
            BandMeter[] low = new BandMeter[block.length];
            BandMeter[] high = new BandMeter[block.length];
            for (int c = 0; c < block.length; c++) {
                low[c] = BandMeter.below(20, rate);
                high[c] = BandMeter.between(8000, 16_000, rate);
            }
            double all = 0;
            long frames = 0;
            for (int read = reader.read(block, 0, BLOCK_FRAMES);
                    read >= 0;
                    read = reader.read(block, 0, BLOCK_FRAMES)) {
                for (int c = 0; c < block.length; c++) {
                    low[c].add(block[c], 0, read);
                    high[c].add(block[c], 0, read);
                    for (int i = 0; i < read; i++) {
                        all += block[c][i] * block[c][i];
                    }
                }
                frames += read;
            }
            return new StemEnergy(all, sum(low), sum(high), frames / (double) rate);
        }
    }

    private static double sum(BandMeter[] meters) {
        double sum = 0;
        for (BandMeter meter : meters) {
            sum += meter.energy();
        }
        return sum;
    }

    /** Of two files that sound together; their lengths do not add up. */
    StemEnergy with(StemEnergy other) {
        return new StemEnergy(
                all + other.all, inaudible + other.inaudible, treble + other.treble, Math.max(seconds, other.seconds));
    }

    /** The share below 20 Hz, 0…1. */
    double inaudibleShare() {
        return all == 0 ? 0 : inaudible / all;
    }
}
