package dev.fader.trainer.evaluation;

import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The paper's protocol (its section 4.3) on the excerpts of its record: mono, normalised, 27 s near the middle of each
 * song, separated second by second; one source at a time is moved over the gain grid.
 */
public final class ProtocolEvaluator {

    private final Separator separator;
    private final List<RemixRule> rules;
    private final @Nullable ExampleWriter examples;

    /**
     * @param rules of remixing, each with a result of its own
     * @param examples where to write excerpts to listen to, remixed by the first rule; null: nowhere
     */
    public ProtocolEvaluator(Separator separator, List<RemixRule> rules, @Nullable ExampleWriter examples) {
        this.separator = separator;
        this.rules = rules;
        this.examples = examples;
    }

    /**
     * @param afterSong takes the name of each song that is done
     * @return a result for each rule
     * @throws IOException if a song cannot be read, is silent or shorter than a second
     */
    public List<ProtocolResult> evaluate(
            StemDataset dataset, MeasuredModel model, String dataName, String split, Consumer<String> afterSong)
            throws IOException {
        List<List<SongScores>> songs =
                rules.stream().<List<SongScores>>map(rule -> new ArrayList<>()).toList();
        List<RemixExample> written = new ArrayList<>();
        double longest = 0;
        long begin = System.nanoTime();
        for (StemSong song : dataset.songs()) {
            SongExcerpt excerpt = SongExcerpt.read(song, separator.sources().size());
            SongEvaluation evaluation = new SongEvaluation(excerpt, separator);
            for (int i = 0; i < rules.size(); i++) {
                songs.get(i).add(evaluation.scores(rules.get(i)));
            }
            if (examples != null && examples.wantsMore()) {
                written.addAll(examples.write(excerpt, separator.sources(), evaluation, rules.getFirst()));
            }
            longest = Math.max(longest, (double) excerpt.plan().samples() / separator.sampleRateHz());
            afterSong.accept(song.name());
        }
        MeasuredData data = new MeasuredData(dataName, split, dataset.songs().size(), longest);
        double seconds = (System.nanoTime() - begin) / 1e9;
        return IntStream.range(0, rules.size())
                .mapToObj(i -> result(
                        seconds,
                        dataset,
                        model,
                        data,
                        rules.get(i),
                        songs.get(i),
                        i == 0 ? written : List.<RemixExample>of()))
                .toList();
    }

    private ProtocolResult result(
            double seconds,
            StemDataset dataset,
            MeasuredModel model,
            MeasuredData data,
            RemixRule rule,
            List<SongScores> songs,
            List<RemixExample> written) {
        ProtocolSummary summary = new ProtocolSummary(songs, rule);
        return new ProtocolResult(
                "evaluate",
                true,
                ProtocolResult.PAPER,
                model,
                data,
                rule,
                GainGrid.decibels(),
                summary.overall(),
                summary.sources(separator.sources(), dataset.sources()),
                summary.withoutLevel(),
                summary.silentSources(),
                songs,
                seconds,
                written);
    }
}
