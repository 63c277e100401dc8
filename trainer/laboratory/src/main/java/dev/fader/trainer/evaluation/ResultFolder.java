package dev.fader.trainer.evaluation;

import dev.fader.trainer.data.StemDataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * A folder of results of the paper's protocol: {@code NAME.json} by a model's own way to remix and, where that is another
 * one, {@code NAME-consistent.json}, with remixes to listen to beside them.
 */
public record ResultFolder(Path folder) {

    private static final int SONGS_TO_HEAR = 1;

    /** The model's own first. @param remixer how it was trained to remix, by the name in the training configuration */
    public static List<RemixRule> rules(String remixer) {
        RemixRule own = RemixRule.ownOf(remixer);
        return own == RemixRule.CONSISTENT ? List.of(own) : List.of(own, RemixRule.CONSISTENT);
    }

    /** Where a result lies, or will. */
    public Path file(String name, String remixer, RemixRule rule) {
        String suffix =
                rule == RemixRule.ownOf(remixer) ? "" : "-" + rule.name().toLowerCase(Locale.ROOT);
        return folder.resolve(name + suffix + ".json");
    }

    /** Whether every result is there. */
    public boolean has(String name, String remixer) {
        return rules(remixer).stream().allMatch(rule -> Files.exists(file(name, remixer, rule)));
    }

    /**
     * Measures a model and writes what is found.
     *
     * @param dataName the data set's name in reports
     * @param afterSong takes the name of each song that is done
     * @return a result for each of its {@link #rules}
     * @throws IOException if a song cannot be read, is silent or shorter than a second
     */
    public List<ProtocolResult> measure(
            String name,
            MeasuredModel model,
            Separator separator,
            StemDataset songs,
            String dataName,
            String split,
            Consumer<String> afterSong)
            throws IOException {
        List<RemixRule> rules = rules(model.remixer());
        ExampleWriter examples = ExampleWriter.beside(
                file(name, model.remixer(), rules.getFirst()), separator.sampleRateHz(), SONGS_TO_HEAR);
        List<ProtocolResult> results =
                new ProtocolEvaluator(separator, rules, examples).evaluate(songs, model, dataName, split, afterSong);
        for (ProtocolResult result : results) {
            ResultFile.write(result, file(name, model.remixer(), result.remix()));
        }
        return results;
    }
}
