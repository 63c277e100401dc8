package dev.fader.trainer.evaluation;

import dev.fader.trainer.evaluation.ProtocolResult.GainScores;
import dev.fader.trainer.evaluation.ProtocolResult.Overall;
import dev.fader.trainer.evaluation.ProtocolResult.SourceScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Means and deviations of songs' scores. */
final class ProtocolSummary {

    private final List<SongScores> songs;
    private final RemixRule rule;
    private final double[] gainsDb = GainGrid.decibels();

    ProtocolSummary(List<SongScores> songs, RemixRule rule) {
        this.songs = songs;
        this.rule = rule;
    }

    Overall overall() {
        return new Overall(
                rule == RemixRule.CONSISTENT ? Spread.of() : overSongs(SongScores::minSdrDb),
                ofSource(song -> mean(Arrays.stream(song.minSdrDb()).flatMapToDouble(this::withoutZero))),
                overSongs(SongScores::ldDb),
                overSongs(SongScores::ldRecordDb),
                ofSource(song -> mean(Arrays.stream(song.minSdrDoNothingDb()).flatMapToDouble(this::withoutZero))),
                overSongs(SongScores::ldDoNothingDb));
    }

    /** @param names of the sources; @param stems their names in the data set */
    List<SourceScores> sources(List<String> names, List<String> stems) {
        List<SourceScores> sources = new ArrayList<>();
        for (int k = 0; k < names.size(); k++) {
            sources.add(source(names.get(k), stems.get(k), k));
        }
        return sources;
    }

    int withoutLevel() {
        return songs.stream().mapToInt(SongScores::withoutLevel).sum();
    }

    int silentSources() {
        return songs.stream().mapToInt(SongScores::silentSources).sum();
    }

    private SourceScores source(String name, String stem, int k) {
        List<GainScores> gains = IntStream.range(0, gainsDb.length)
                .mapToObj(g -> new GainScores(
                        gainsDb[g],
                        at(SongScores::minSdrDb, k, g),
                        at(SongScores::ldDb, k, g),
                        at(SongScores::ldRecordDb, k, g),
                        at(SongScores::minSdrDoNothingDb, k, g),
                        at(SongScores::ldDoNothingDb, k, g)))
                .toList();
        return new SourceScores(
                name,
                stem,
                gains,
                ofSource(song -> mean(withoutZero(song.minSdrDb()[k]))),
                ofSource(song -> mean(DoubleStream.of(song.ldDb()[k]))),
                ofSource(song -> song.separation().sdr()[k]),
                ofSource(song -> song.separation().isr()[k]),
                ofSource(song -> song.separation().sir()[k]),
                ofSource(song -> song.separation().sar()[k]));
    }

    private Spread ofSource(Function<SongScores, Double> value) {
        return Spread.of(songs.stream().mapToDouble(value::apply).toArray());
    }

    private Spread at(Function<SongScores, double[][]> table, int k, int g) {
        return ofSource(song -> table.apply(song)[k][g]);
    }

    private Spread overSongs(Function<SongScores, double[][]> table) {
        return ofSource(song -> mean(Arrays.stream(table.apply(song)).flatMapToDouble(DoubleStream::of)));
    }

    private DoubleStream withoutZero(double[] overGains) {
        return IntStream.range(0, gainsDb.length).filter(g -> gainsDb[g] != 0).mapToDouble(g -> overGains[g]);
    }

    /** Of the values that are numbers; NaN if there is none. */
    private static double mean(DoubleStream values) {
        return values.filter(Double::isFinite).average().orElse(Double.NaN);
    }
}
