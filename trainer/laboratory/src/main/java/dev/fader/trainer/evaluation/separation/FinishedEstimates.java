package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.StemSong;
import java.io.IOException;

/** Estimates that lie in a folder, whatever made them. */
public final class FinishedEstimates implements SongSeparator {

    private final EstimatesFolder folder;
    private final EstimatesLabel label;

    /** @param name in tables */
    public FinishedEstimates(EstimatesFolder folder, String name) {
        this.folder = folder;
        this.label = folder.label().named(name);
    }

    @Override
    public EstimatesLabel label() {
        return label;
    }

    @Override
    public float[][][] separate(StemSong song, float[][] mixture) throws IOException {
        float[][][] stereo = folder.of(song).readStereo(0, mixture[0].length);
        if (mixture.length == 2) {
            return stereo;
        }
        for (int k = 0; k < stereo.length; k++) {
            stereo[k] = new float[][] {SongMixture.mean(stereo[k])};
        }
        return stereo;
    }
}
