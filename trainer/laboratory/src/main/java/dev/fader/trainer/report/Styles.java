package dev.fader.trainer.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A colour and a marker for each label: for a column the same in every figure, and for what shares a column one of its own. */
final class Styles {

    private static final Map<String, Style> COLUMNS = Map.of(
            Column.BASELINE,
            new Style("#6e6e6e", Marker.SQUARE, false),
            "model1 1:1",
            new Style("#1f77b4", Marker.UP, false),
            "model1 K:1",
            new Style("#2ca02c", Marker.UP, false),
            "model1 1:0",
            new Style("#9467bd", Marker.UP, false),
            "model2 1:1",
            new Style("#5fa8dc", Marker.DOWN, false),
            "model2 K:1",
            new Style("#6abf5f", Marker.DOWN, false),
            "model2 1:0",
            new Style("#b08fd8", Marker.DOWN, false),
            Column.CONSISTENT,
            new Style("#d62728", Marker.CIRCLE, false),
            "gain_conditioned 1:1",
            new Style("#e07b00", Marker.DIAMOND, false));

    private static final List<String> COLOURS =
            List.of("#d62728", "#1f77b4", "#2ca02c", "#e07b00", "#9467bd", "#8c564b", "#17a2b8", "#d651a8", "#8a8d00");
    private static final List<Marker> MARKERS =
            List.of(Marker.CIRCLE, Marker.UP, Marker.SQUARE, Marker.DIAMOND, Marker.DOWN, Marker.PLUS, Marker.BAR);

    private final Map<String, Style> styles = new HashMap<>();
    private final Set<Style> taken = new HashSet<>();
    private int next;

    /** @param column that the label is of */
    Style of(String label, String column) {
        return styles.computeIfAbsent(label, unknown -> {
            Style known = COLUMNS.get(column);
            Style style = known != null && !taken.contains(known) ? known : unused();
            taken.add(style);
            return style;
        });
    }

    private Style unused() {
        Style style;
        do {
            style = new Style(COLOURS.get(next % COLOURS.size()), MARKERS.get(next % MARKERS.size()), false);
            next++;
        } while (taken.contains(style) && next < COLOURS.size() * MARKERS.size());
        return style;
    }
}
