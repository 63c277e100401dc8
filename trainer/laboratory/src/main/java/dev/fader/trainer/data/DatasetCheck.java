package dev.fader.trainer.data;

import dev.fader.trainer.data.DatasetReport.SplitSummary;
import dev.fader.trainer.data.Finding.Kind;
import dev.fader.trainer.data.SongCheck.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** Reads a whole data set, several songs at once, and tells all that is wrong with it. */
final class DatasetCheck {

    private final Path root;
    private final DatasetLayout layout;
    private final int threads;

    DatasetCheck(Path root, DatasetLayout layout, int threads) {
        this.root = root;
        this.layout = layout;
        this.threads = threads;
    }

    /** The songs by split folder; {@code all} where there are no such folders. */
    Map<String, List<SongEntry>> songs() throws IOException {
        return new Splits(root, layout).all();
    }

    /** The layout's sources; where its own names say them, all names that stems have. */
    List<String> usualSources(Map<String, List<SongEntry>> songs) {
        if (!layout.namesItsSources()) {
            return layout.order();
        }
        Set<String> names = new LinkedHashSet<>();
        songs.values()
                .forEach(
                        split -> split.forEach(song -> names.addAll(song.stems().keySet())));
        return List.copyOf(names);
    }

    /** @param afterSong takes each song that was read, in their order; what it throws ends the check */
    DatasetReport run(Map<String, List<SongEntry>> songs, CheckRules rules, Consumer<Result> afterSong)
            throws IOException, InterruptedException {
        List<Finding> findings = new ArrayList<>();
        List<SplitSummary> splits = new ArrayList<>();
        Map<String, Finding> firstOf = new HashMap<>();
        Map<String, Finding> scores = new HashMap<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Map.Entry<String, List<SongEntry>> split : songs.entrySet()) {
                List<Future<Result>> reading = new ArrayList<>();
                for (SongEntry song : split.getValue()) {
                    reading.add(pool.submit(new SongCheck(split.getKey(), song, rules, layout)::run));
                }
                List<Result> results = new ArrayList<>();
                for (Future<Result> song : reading) {
                    Result result = result(song);
                    results.add(result);
                    findings.addAll(result.findings());
                    checkDuplicate(split.getKey(), result, firstOf, findings);
                    checkScore(split.getKey(), result.song(), scores, findings);
                    afterSong.accept(result);
                }
                splits.add(SplitSummary.of(split.getKey(), rules.sources(), results));
            }
        } finally {
            // nothing waits any more, unless the check was broken off
            pool.shutdownNow();
        }
        return new DatasetReport(
                "check-data",
                findings.stream().noneMatch(finding -> finding.kind().fault()),
                root.toString(),
                layout.toString(),
                rules.sources(),
                splits,
                findings);
    }

    private static void checkDuplicate(
            String split, Result result, Map<String, Finding> firstOf, List<Finding> findings) {
        if (result.fingerprint() == null) {
            return;
        }
        SongEntry song = result.song();
        Finding its =
                new Finding(Kind.DUPLICATE, split, song.name(), "", song.place().toString(), "");
        Finding first = firstOf.putIfAbsent(result.fingerprint(), its);
        if (first != null) {
            String message = "the song has the same samples as '%s' of the split %s: remove one of them"
                    .formatted(first.song(), first.split());
            findings.add(new Finding(Kind.DUPLICATE, split, song.name(), "", its.place(), message));
        }
    }

    /** Slakh has songs of one MIDI file in training and test, played by other instruments. */
    private static void checkScore(String split, SongEntry song, Map<String, Finding> scores, List<Finding> findings) {
        if (song.score().isEmpty()) {
            return;
        }
        Finding its = new Finding(
                Kind.SAME_SCORE, split, song.name(), "", song.place().toString(), "");
        Finding first = scores.putIfAbsent(song.score(), its);
        if (first != null && !first.split().equals(split)) {
            String message =
                    "the song was made of the same MIDI file (UUID %s) as '%s' of the split %s: remove one of them"
                            .formatted(song.score(), first.song(), first.split());
            findings.add(new Finding(Kind.SAME_SCORE, split, song.name(), "", its.place(), message));
        }
    }

    private static Result result(Future<Result> song) throws IOException, InterruptedException {
        try {
            return song.get();
        } catch (ExecutionException e) {
            throw new IOException("a song could not be checked: " + e.getCause(), e.getCause());
        }
    }
}
