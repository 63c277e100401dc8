package dev.fader.schemas.model;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fader.schemas.notation.WireNames;
import dev.fader.schemas.remix.StoredObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a promotion found. All scores are minSDR in dB: how near remixes are to what the stems themselves would have given.
 *
 * @param candidateDb mean over songs, sources and all gains but 0 dB, where every remix is exact
 * @param doNothingDb the same of "output = input"
 * @param table means over songs
 * @param songs from the candidate's worst to its best, as compared
 * @param examples to listen to: where the candidate is worst, and where it is best
 * @param computeSeconds wall time without waiting for the device
 */
public record PromoteResult(
        Verdict verdict,
        String alias,
        String candidate,
        String incumbent,
        double candidateDb,
        double incumbentDb,
        double doNothingDb,
        List<SourceTable> table,
        List<SongScore> songs,
        List<Example> examples,
        String device,
        double computeSeconds) {

    public PromoteResult {
        table = List.copyOf(table);
        songs = List.copyOf(songs);
        examples = List.copyOf(examples);
    }

    /** What became of the alias. */
    public enum Verdict {
        /** The candidate won, and the alias names it. */
        PROMOTED,
        /** The candidate was no better. */
        KEPT,
        /** The candidate won against a model that the alias did not name any more; nothing was moved. */
        OVERTAKEN;

        /** @throws IllegalArgumentException listing what would have been understood */
        @JsonCreator
        public static Verdict parse(String text) {
            return WireNames.parse(Verdict.class, "verdict", text);
        }

        /** The name in JSON. */
        @JsonValue
        public String wireName() {
            return WireNames.of(this);
        }
    }

    /** One source moved by each gain of the grid. SDRs are of the source itself; null where it is silent in every song. */
    public record SourceTable(
            String source,
            @Nullable Double candidateSdrDb,
            @Nullable Double incumbentSdrDb,
            List<Row> rows) {

        public SourceTable {
            rows = List.copyOf(rows);
        }
    }

    /** One gain. @param differenceDb by which the candidate is better */
    public record Row(double gainDb, double candidateDb, double incumbentDb, double differenceDb) {}

    /** One song, all gains but 0 dB. @param differenceDb by which the candidate is better */
    public record SongScore(String song, double candidateDb, double incumbentDb, double differenceDb) {}

    /**
     * A remix by both, mono and at one level, to be compared by ear.
     *
     * @param which {@code worst} or {@code best}
     * @param source that was moved, by {@code gainDb}
     * @param mixture the input
     * @param target what the stems themselves give
     */
    public record Example(
            String which,
            String song,
            String source,
            double gainDb,
            StoredObject mixture,
            StoredObject target,
            StoredObject candidate,
            StoredObject incumbent) {}
}
