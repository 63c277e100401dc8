package dev.fader.trainer.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.progress.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer song-statistics}: whether a set's stems can be told by what no recording has. */
@Command(
        name = "song-statistics",
        description = "Measure in which frequencies the stems of a data set have their energy: none should have a"
                + " hundredth below 20 Hz, and the drums should not own all above 8 kHz, and none should be silent.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SongStatisticsCommand implements Callable<Integer> {

    private static final double LEAST_TREBLE = 0.15;

    @Option(names = "--data", required = true, description = "the data set's folder")
    private Path root = Path.of("");

    @Option(names = "--layout", description = "${COMPLETION-CANDIDATES} (default: recognised)")
    private @Nullable DatasetLayout layout;

    /** The last line, as JSON. */
    private record Report(
            String name,
            boolean ok,
            String layout,
            int songs,
            @JsonProperty("silent_stems") long silentStems,
            @JsonProperty("worst_share_below_20_hz") double worstShare,
            @JsonProperty("worst_stem") String worstStem,
            @JsonProperty("median_share_of_other_8_16_khz") double medianTreble,
            @JsonProperty("negated_share") Map<String, Double> negatedShare) {}

    @Override
    public Integer call() throws Exception {
        DatasetLayout its = layout == null ? DatasetLayout.recognise(root) : layout;
        List<SongEntry> entries = new ArrayList<>();
        new DatasetCheck(root, its, 1).songs().values().forEach(entries::addAll);
        if (entries.isEmpty()) {
            throw new IOException("%s holds no songs in the layout %s".formatted(root, its));
        }
        List<SongStatistics> songs = measure(entries);
        for (SongStatistics song : songs) {
            print(song);
        }
        Report report = report(songs, its);
        System.out.println(Json.MAPPER.writeValueAsString(report));
        return ExitCode.ofCheck(report.ok());
    }

    private static List<SongStatistics> measure(List<SongEntry> entries) throws IOException, InterruptedException {
        List<SongStatistics> songs = new ArrayList<>();
        try (ExecutorService pool =
                        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
                ProgressBar progress =
                        ProgressLine.of("songs").setInitialMax(entries.size()).build()) {
            List<Future<SongStatistics>> reading = new ArrayList<>();
            for (SongEntry entry : entries) {
                reading.add(pool.submit(() -> SongStatistics.of(entry)));
            }
            for (Future<SongStatistics> song : reading) {
                songs.add(song.get());
                progress.step();
            }
        } catch (ExecutionException e) {
            throw new IOException("a song could not be measured: " + e.getCause(), e.getCause());
        }
        return songs;
    }

    private static void print(SongStatistics song) {
        StringBuilder line = new StringBuilder(song.song());
        song.stems()
                .forEach((name, stem) -> line.append(String.format(
                        Locale.ROOT,
                        "  %s %.2f %% below 20 Hz, %.1f dB from 8 to 16 kHz;",
                        name,
                        100 * stem.inaudibleShare(),
                        10 * Math.log10((stem.treble() + 1e-20) / (stem.all() + 1e-20)))));
        if (song.silentStems() > 0) {
            line.append("  ").append(song.silentStems()).append(" stems are silent;");
        }
        System.out.printf(Locale.ROOT, "%s  treble of other %.3f%n", line, song.trebleShareOfOther());
    }

    private static Report report(List<SongStatistics> songs, DatasetLayout layout) {
        double worst = 0;
        String worstStem = "";
        Map<String, List<Boolean>> negated = new TreeMap<>();
        for (SongStatistics song : songs) {
            for (Map.Entry<String, StemEnergy> stem : song.stems().entrySet()) {
                if (stem.getValue().inaudibleShare() > worst) {
                    worst = stem.getValue().inaudibleShare();
                    worstStem = song.song() + ", " + stem.getKey();
                }
            }
            song.negated()
                    .forEach((stem, turned) -> negated.computeIfAbsent(stem, its -> new ArrayList<>())
                            .add(turned));
        }
        double[] treble = songs.stream()
                .filter(SongStatistics::hasDrums)
                .mapToDouble(SongStatistics::trebleShareOfOther)
                .sorted()
                .toArray();
        double median = treble.length == 0 ? 0 : (treble[(treble.length - 1) / 2] + treble[treble.length / 2]) / 2;
        Map<String, Double> shares = new TreeMap<>();
        negated.forEach((stem, turned) ->
                shares.put(stem, turned.stream().filter(its -> its).count() / (double) turned.size()));
        long silent = songs.stream().mapToLong(SongStatistics::silentStems).sum();
        boolean ok = silent == 0 && worst <= CheckRules.MOST_BELOW_20_HZ && median >= LEAST_TREBLE;
        return new Report(
                "song-statistics", ok, layout.toString(), songs.size(), silent, worst, worstStem, median, shares);
    }
}
