package dev.fader.trainer.songs;

import dev.fader.trainer.songs.sound.RecordedHits;
import dev.fader.trainer.songs.sound.RecordedKit;
import dev.fader.trainer.songs.sound.RecordedKit.Layer;
import dev.fader.trainer.songs.sound.RecordedKit.Piece;
import java.util.ArrayList;
import java.util.List;

/** Plays every recording of a drum kit and measures it. */
public final class KitSurvey {

    private KitSurvey() {}

    /**
     * A drum or cymbal, all its layers one after the other.
     *
     * @param seconds length of the longest layer
     * @param offset |mean| / rms, the worst layer's
     * @param below20Hz share of the energy, the worst layer's
     * @param trebleDb what the loudest layer has above 8 kHz, relative to all of it
     */
    public record Drum(
            String name, String kind, int layers, double seconds, double offset, double below20Hz, double trebleDb) {}

    public static List<Drum> of(RecordedKit kit) {
        RecordedHits hits = new RecordedHits();
        List<Drum> drums = new ArrayList<>();
        for (Piece piece : kit.pieces()) {
            double seconds = 0;
            double offset = 0;
            double below20Hz = 0;
            double above8kHz = 0;
            for (Layer layer : piece.layers()) {
                float[][] sound = hits.of(layer.file()).at(Song.SAMPLE_RATE_HZ, 0);
                NoteMeasure hit = NoteMeasure.of(sound, Song.SAMPLE_RATE_HZ);
                seconds = Math.max(seconds, (double) sound[0].length / Song.SAMPLE_RATE_HZ);
                offset = Math.max(offset, hit.offset());
                below20Hz = Math.max(below20Hz, hit.below20Hz());
                above8kHz = hit.above8kHz();
            }
            drums.add(new Drum(
                    piece.name(),
                    piece.drum().name(),
                    piece.layers().size(),
                    seconds,
                    offset,
                    below20Hz,
                    10 * Math.log10(above8kHz + 1e-12)));
        }
        return drums;
    }
}
