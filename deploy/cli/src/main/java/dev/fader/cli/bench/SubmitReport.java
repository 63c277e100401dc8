package dev.fader.cli.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.FaderJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What taking large submissions cost, and whether memory stayed as it was. */
record SubmitReport(List<Figures> small, List<Figures> large) {

    /** Ten times the items may take that much more memory: the heap's own ups and downs. */
    private static final double MOST_MEMORY_OF_LARGE = 1.1;

    private static final double MIB = 1 << 20;

    /**
     * One submission.
     *
     * @param peakRssMib of the coordinator while it took it
     */
    record Figures(String format, int items, double bodyMib, double seconds, double itemsPerSecond, double peakRssMib) {

        static Figures of(String format, int items, long bodyBytes, double seconds, long peakBytes) {
            return new Figures(format, items, bodyBytes / MIB, seconds, items / seconds, peakBytes / MIB);
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "%-7s %7d items, %5.1f MiB: %5.2f s, %6.0f items per second, coordinator at most %.0f MiB",
                    format,
                    items,
                    bodyMib,
                    seconds,
                    itemsPerSecond,
                    peakRssMib);
        }
    }

    List<Bound> bounds() {
        List<Bound> bounds = new ArrayList<>();
        bounds.add(Bound.atMost("peak_rss_large_of_small", peak(large) / peak(small), MOST_MEMORY_OF_LARGE));
        return bounds;
    }

    private static double peak(List<Figures> figures) {
        return figures.stream().mapToDouble(Figures::peakRssMib).max().orElse(Double.NaN);
    }

    boolean ok() {
        return bounds().stream().allMatch(Bound::ok);
    }

    /** One line. */
    String json() {
        ObjectNode report = FaderJson.mapper().createObjectNode();
        report.put("name", "bench submit").put("ok", ok());
        report.set("bounds", FaderJson.tree(bounds()));
        report.set("small", FaderJson.tree(small));
        report.set("large", FaderJson.tree(large));
        return report.toString();
    }
}
