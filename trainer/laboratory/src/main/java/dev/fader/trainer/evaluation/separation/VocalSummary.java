package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.evaluation.Spread;
import dev.fader.trainer.evaluation.separation.VocalResult.Ratios;
import dev.fader.trainer.evaluation.separation.VocalResult.Silence;
import dev.fader.trainer.evaluation.separation.VocalResult.TargetScores;
import dev.fader.trainer.evaluation.separation.VocalSong.Target;
import dev.fader.trainer.evaluation.separation.VocalSong.Track;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/** Medians and means of songs' scores. */
final class VocalSummary {

    private final List<VocalSong> songs;

    VocalSummary(List<VocalSong> songs) {
        this.songs = songs;
    }

    TargetScores target(String name, int k) {
        return new TargetScores(name, ratios(k, Target::song), ratios(k, Target::whole), ratios(k, Target::segments));
    }

    Silence silence() {
        Spread pes = Spread.of(songs.stream()
                .flatMapToDouble(song -> Arrays.stream(song.pesDb()))
                .toArray());
        long labels = songs.stream().mapToLong(VocalSong::labels).sum();
        long agreeing = songs.stream().mapToLong(VocalSong::agreeingLabels).sum();
        return new Silence(pes, labels == 0 ? Double.NaN : 100.0 * agreeing / labels);
    }

    private Ratios ratios(int k, Function<Target, Track> track) {
        return new Ratios(spread(k, track, Track::sdr), spread(k, track, Track::sir), spread(k, track, Track::sar));
    }

    private Spread spread(int k, Function<Target, Track> track, Function<Track, double[]> metric) {
        return Spread.of(songs.stream()
                .flatMapToDouble(song ->
                        Arrays.stream(metric.apply(track.apply(song.targets().get(k)))))
                .toArray());
    }
}
