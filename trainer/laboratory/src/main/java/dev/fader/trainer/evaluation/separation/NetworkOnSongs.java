package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.EstimatesLabel.RunTime;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.evaluation.SegmentPlan;
import dev.fader.trainer.evaluation.SegmentedSeparation;
import dev.fader.trainer.evaluation.Separator;

/**
 * A network on whole songs: channel by channel, in segments of a second that overlap by a tenth and are faded into one
 * another, at the level that the song has.
 */
public final class NetworkOnSongs implements SongSeparator {

    private final Separator network;
    private final EstimatesLabel label;
    private final String device;
    private double seconds;
    private double audioSeconds;

    /** @param label whose run time is replaced by what is measured */
    public NetworkOnSongs(Separator network, EstimatesLabel label, String device) {
        this.network = network;
        this.label = label;
        this.device = device;
    }

    @Override
    public EstimatesLabel label() {
        return label.timed(new RunTime(device, seconds, audioSeconds));
    }

    @Override
    public float[][][] separate(StemSong song, float[][] mixture) {
        long start = System.nanoTime();
        int samples = mixture[0].length;
        SegmentPlan plan = SegmentPlan.whole(samples, network.sampleRateHz());
        SegmentedSeparation separation = new SegmentedSeparation(network);
        float[][][] estimates = new float[network.sources().size()][mixture.length][samples];
        for (int c = 0; c < mixture.length; c++) {
            double[] padded = new double[plan.samples()];
            for (int i = 0; i < samples; i++) {
                padded[i] = mixture[c][i];
            }
            double[][] separated = separation.separate(padded, plan);
            for (int k = 0; k < estimates.length; k++) {
                for (int i = 0; i < samples; i++) {
                    estimates[k][c][i] = (float) separated[k][i];
                }
            }
        }
        seconds += (System.nanoTime() - start) / 1e9;
        audioSeconds += (double) samples / network.sampleRateHz();
        return estimates;
    }
}
