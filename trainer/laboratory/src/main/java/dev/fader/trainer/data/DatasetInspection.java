package dev.fader.trainer.data;

import dev.fader.trainer.data.DatasetReport.SplitSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A data set read whole, by the usual rules of its layout: the same check as {@code fader trainer check-data}, for
 * programs.
 *
 * @param songs in the order of splits and names
 * @param findings all that is wrong, and remarks
 */
public record DatasetInspection(
        DatasetLayout layout,
        List<String> sources,
        List<Song> songs,
        List<SplitSummary> splits,
        List<Finding> findings) {

    /**
     * A song that was found.
     *
     * @param split the folder that it lies in; {@code all} where there are no such folders
     * @param place its folder, or its only file
     * @param sampleRateHz of its first stem; 0 when none could be opened
     */
    public record Song(String split, String name, Path place, double seconds, int sampleRateHz) {}

    /** Told after each song. What it throws ends the inspection. */
    @FunctionalInterface
    public interface Progress {
        void songs(int read, int total);
    }

    /**
     * @param threads songs read at once
     * @throws IOException when a song could not be read for reasons that are not its own
     */
    public static DatasetInspection of(Path root, DatasetLayout layout, int threads, Progress progress)
            throws IOException, InterruptedException {
        DatasetCheck check = new DatasetCheck(root, layout, threads);
        Map<String, List<SongEntry>> entries = check.songs();
        int total = entries.values().stream().mapToInt(List::size).sum();
        List<Song> songs = new ArrayList<>();
        DatasetReport report = check.run(entries, CheckRules.usual(layout, check.usualSources(entries)), song -> {
            songs.add(new Song(
                    song.split(), song.song().name(), song.song().place(), song.seconds(), song.sampleRateHz()));
            progress.songs(songs.size(), total);
        });
        return new DatasetInspection(layout, report.sources(), songs, report.splits(), report.findings());
    }
}
