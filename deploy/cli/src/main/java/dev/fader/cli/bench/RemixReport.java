package dev.fader.cli.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was measured, and whether what is promised holds. A part that was not asked for is null or empty, and
 * promises nothing.
 *
 * @param files by length
 */
record RemixReport(
        String name,
        boolean ok,
        List<Bound> bounds,
        List<FileFigures> files,
        @Nullable SeamFigures seams,
        @Nullable BatchFigures batch,
        @Nullable MemoryFigures shortTasks) {

    private static final double LEAST_TIMES_REALTIME = 8;
    private static final double MOST_MEMORY_OF_LONGEST = 1.05;
    private static final double LEAST_NETWORK_SHARE = 0.9;
    /** Of a card, which stands still while its next call is put together, and its cores have more to do. */
    private static final double LEAST_NETWORK_SHARE_OF_A_CARD = 0.8;

    private static final double LEAST_TIMES_REALTIME_OF_A_CARD = 500;
    private static final double MOST_CHANGE = 0.05;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param onACard whether the batch ran on a GPU */
    static RemixReport of(
            List<FileFigures> files,
            @Nullable SeamFigures seams,
            @Nullable BatchFigures batch,
            @Nullable MemoryFigures shortTasks,
            boolean onACard) {
        List<FileFigures> sorted = files.stream()
                .sorted(Comparator.comparingDouble(FileFigures::audioSeconds))
                .toList();
        List<Bound> bounds = new ArrayList<>();
        sorted.stream()
                .mapToDouble(FileFigures::timesRealtimePerChannel)
                .min()
                .ifPresent(slowest ->
                        bounds.add(Bound.atLeast("times_realtime_per_channel", slowest, LEAST_TIMES_REALTIME)));
        if (sorted.size() > 1) {
            bounds.add(Bound.atMost(
                    "peak_rss_longest_of_shortest",
                    sorted.getLast().peakRssMib() / sorted.getFirst().peakRssMib(),
                    MOST_MEMORY_OF_LONGEST));
        }
        if (batch != null) {
            bounds.add(Bound.atLeast(
                    "network_busy_share",
                    batch.networkShare(),
                    onACard ? LEAST_NETWORK_SHARE_OF_A_CARD : LEAST_NETWORK_SHARE));
        }
        if (batch != null && onACard) {
            bounds.add(Bound.atLeast(
                    "batch_times_realtime_per_channel",
                    batch.timesRealtimePerChannel(),
                    LEAST_TIMES_REALTIME_OF_A_CARD));
        }
        if (shortTasks != null) {
            bounds.add(Bound.atMost("rss_change_short_tasks", Math.abs(shortTasks.change()), MOST_CHANGE));
        }
        return new RemixReport(
                "bench remix",
                bounds.stream().allMatch(Bound::ok),
                List.copyOf(bounds),
                sorted,
                seams,
                batch,
                shortTasks);
    }

    /** One line. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
