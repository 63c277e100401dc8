package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.StemSong;
import java.io.IOException;

/** Whatever has estimates of the sources of whole songs. */
public interface SongSeparator {

    /** What it is; its run time is that of the songs so far, where it is measured. */
    EstimatesLabel label();

    /**
     * @param mixture (C, L); one channel is the mean of the song's
     * @return the estimates in the order of the label's sources, (K, C, L)
     */
    float[][][] separate(StemSong song, float[][] mixture) throws IOException;
}
