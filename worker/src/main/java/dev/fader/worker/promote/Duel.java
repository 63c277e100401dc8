package dev.fader.worker.promote;

import dev.fader.schemas.model.PromoteResult.Row;
import dev.fader.schemas.model.PromoteResult.SongScore;
import dev.fader.schemas.model.PromoteResult.SourceTable;
import dev.fader.trainer.evaluation.Evaluation;
import dev.fader.trainer.evaluation.Evaluation.GainRow;
import dev.fader.trainer.evaluation.Spread;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** What two networks made of the same songs, as it comes in, and who is better. */
final class Duel {

    /** Beyond it nobody asks for a change. */
    private static final double USUAL_DB = 12;

    /** Both, on one song. */
    record Bout(String song, Evaluation candidate, Evaluation incumbent) {

        SongScore score() {
            double ours = candidate.minSdrWithoutZeroDb();
            double theirs = incumbent.minSdrWithoutZeroDb();
            return new SongScore(song, ours, theirs, ours - theirs);
        }

        /** Where the two differ most, to the good or to the bad, among gains that people use. */
        Place widest() {
            Place widest = null;
            double most = -1;
            for (var rows : candidate.remix().entrySet()) {
                List<GainRow> others = rowsOf(incumbent, rows.getKey());
                for (int g = 0; g < rows.getValue().size(); g++) {
                    GainRow row = rows.getValue().get(g);
                    double apart = Math.abs(row.minSdrDb() - others.get(g).minSdrDb());
                    if (row.gainDb() != 0 && Math.abs(row.gainDb()) <= USUAL_DB && apart > most) {
                        widest = new Place(rows.getKey(), row.gainDb());
                        most = apart;
                    }
                }
            }
            if (widest == null) {
                throw new IllegalStateException(song + " has no remix that can be compared");
            }
            return widest;
        }
    }

    /** A source moved by a gain. */
    record Place(String source, double gainDb) {}

    private final List<Bout> bouts = new ArrayList<>();

    /** A song that has no value, such as one that is silent, is left out. */
    void add(Bout bout) {
        if (Double.isFinite(bout.score().differenceDb())) {
            bouts.add(bout);
        }
    }

    boolean isEmpty() {
        return bouts.isEmpty();
    }

    double candidateDb() {
        return mean(bout -> bout.candidate().minSdrWithoutZeroDb());
    }

    double incumbentDb() {
        return mean(bout -> bout.incumbent().minSdrWithoutZeroDb());
    }

    double doNothingDb() {
        return mean(bout -> bout.candidate().minSdrDoNothingDb());
    }

    /** A draw keeps what there is. */
    boolean isWon() {
        return candidateDb() > incumbentDb();
    }

    /** From the candidate's worst, as compared, to its best. */
    List<SongScore> songs() {
        return ranked().stream().map(Bout::score).toList();
    }

    Bout worst() {
        return ranked().getFirst();
    }

    Bout best() {
        return ranked().getLast();
    }

    private List<Bout> ranked() {
        return bouts.stream()
                .sorted(Comparator.comparingDouble((Bout bout) -> bout.score().differenceDb())
                        .thenComparing(Bout::song))
                .toList();
    }

    List<SourceTable> table() {
        return bouts.getFirst().candidate().remix().keySet().stream()
                .map(source -> new SourceTable(
                        source, sdrDb(source, Bout::candidate), sdrDb(source, Bout::incumbent), rows(source)))
                .toList();
    }

    private @Nullable Double sdrDb(String source, Function<Bout, Evaluation> side) {
        double mean = mean(bout -> side.apply(bout).sourceSdrDb().getOrDefault(source, Double.NaN));
        return Double.isNaN(mean) ? null : mean;
    }

    private List<Row> rows(String source) {
        List<Row> rows = new ArrayList<>();
        List<GainRow> gains = rowsOf(bouts.getFirst().candidate(), source);
        for (int g = 0; g < gains.size(); g++) {
            int gain = g;
            if (gains.get(g).gainDb() == 0) {
                // where every remix is exact, and its ratio unbounded
                continue;
            }
            double ours =
                    mean(bout -> rowsOf(bout.candidate(), source).get(gain).minSdrDb());
            double theirs =
                    mean(bout -> rowsOf(bout.incumbent(), source).get(gain).minSdrDb());
            // a source that is silent in all songs has no row
            if (Double.isFinite(ours - theirs)) {
                rows.add(new Row(gains.get(g).gainDb(), ours, theirs, ours - theirs));
            }
        }
        return rows;
    }

    private static List<GainRow> rowsOf(Evaluation evaluation, String source) {
        return Objects.requireNonNull(evaluation.remix().get(source), source);
    }

    /** Of the songs that have a value. */
    private double mean(ToDoubleFunction<Bout> value) {
        return Spread.of(bouts.stream().mapToDouble(value).toArray()).mean();
    }
}
