package dev.fader.trainer.evaluation;

import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The paper's protocol (its section 4.3) on the excerpts of its record: mono, normalised, 27 s near the middle of each
 * song, separated second by second; one source at a time is moved over the gain grid.
 */
final class ProtocolEvaluator {

    private final Separator separator;
    private final RemixRule rule;
    private final @Nullable ExampleWriter examples;

    /** @param examples where to write excerpts to listen to; null: nowhere */
    ProtocolEvaluator(Separator separator, RemixRule rule, @Nullable ExampleWriter examples) {
        this.separator = separator;
        this.rule = rule;
        this.examples = examples;
    }

    /** @param afterSong told the name of each song that is done */
    ProtocolResult evaluate(
            StemDataset dataset, MeasuredModel model, String dataName, String split, Consumer<String> afterSong)
            throws IOException {
        List<SongScores> songs = new ArrayList<>();
        List<RemixExample> written = new ArrayList<>();
        double longest = 0;
        for (StemSong song : dataset.songs()) {
            SongExcerpt excerpt = SongExcerpt.read(song, separator.sources().size());
            SongEvaluation evaluation = new SongEvaluation(excerpt, separator, rule);
            songs.add(evaluation.scores());
            if (examples != null && examples.wantsMore()) {
                written.addAll(examples.write(excerpt, separator.sources(), evaluation));
            }
            longest = Math.max(longest, (double) excerpt.plan().samples() / separator.sampleRateHz());
            afterSong.accept(song.name());
        }
        ProtocolSummary summary = new ProtocolSummary(songs);
        return new ProtocolResult(
                "evaluate",
                true,
                ProtocolResult.PAPER,
                model,
                new MeasuredData(dataName, split, songs.size(), longest),
                rule,
                GainGrid.decibels(),
                summary.overall(),
                summary.sources(separator.sources(), dataset.sources()),
                summary.withoutLevel(),
                summary.songsWithSilentSource(),
                songs,
                written);
    }
}
