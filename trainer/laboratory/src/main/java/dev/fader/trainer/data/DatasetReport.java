package dev.fader.trainer.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.data.SongCheck.Result;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a check of a data set found.
 *
 * @param ok whether nothing is wrong; remarks are not wrong
 */
public record DatasetReport(
        String name,
        boolean ok,
        String root,
        String layout,
        List<String> sources,
        List<SplitSummary> splits,
        List<Finding> findings) {

    /**
     * One split in figures.
     *
     * @param completeSongs songs that have every source and nothing wrong
     * @param activity by source, the share of its seconds that sound, 0…1
     */
    public record SplitSummary(
            String split,
            int songs,
            @JsonProperty("complete_songs") int completeSongs,
            double hours,
            Map<String, Double> activity) {

        static SplitSummary of(String split, List<String> sources, List<Result> results) {
            double seconds = results.stream().mapToDouble(Result::seconds).sum();
            Map<String, Double> activity = new LinkedHashMap<>();
            for (String source : sources) {
                List<Result> with = results.stream()
                        .filter(result -> result.activeSeconds().containsKey(source))
                        .toList();
                double there = with.stream().mapToDouble(Result::seconds).sum();
                double active = with.stream()
                        .mapToDouble(result -> result.activeSeconds().getOrDefault(source, 0))
                        .sum();
                activity.put(source, there == 0 ? 0 : Math.min(1, active / there));
            }
            int complete = (int) results.stream().filter(Result::complete).count();
            return new SplitSummary(split, results.size(), complete, seconds / 3600, activity);
        }
    }
}
