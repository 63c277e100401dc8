package dev.fader.coordinator.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.coordinator.problem.Diagnostics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Every combination of values; the last path changes fastest. */
final class Grid {

    private static final String AT = "/points/grid";

    private Grid() {}

    /** @param most points; a grid with more is a fault. @return empty when something is wrong */
    static List<Point> points(JsonNode base, Map<String, List<JsonNode>> grid, int most, Diagnostics diagnostics) {
        boolean fits = !grid.isEmpty();
        if (!fits) {
            diagnostics.fault(AT, "is empty: values by their paths are expected, such as \"seed\": [1, 2]");
        }
        long count = 1;
        for (var axis : grid.entrySet()) {
            String at = AT + "/" + Diagnostics.escape(axis.getKey());
            String fault = Point.fault(base, axis.getKey());
            if (fault != null) {
                diagnostics.fault(at, fault);
                fits = false;
            }
            List<JsonNode> values = axis.getValue();
            if (values == null || values.isEmpty()) {
                diagnostics.fault(at, "has no values: a list is expected");
                fits = false;
            } else {
                count = Math.min(Integer.MAX_VALUE, count * values.size());
            }
        }
        if (fits && count > most) {
            diagnostics.fault(
                    AT,
                    "has %d points, and %d runs are allowed (budget.runs, fader.limits.sweep-runs)"
                            .formatted(count, most));
            fits = false;
        }
        return fits ? combinations(grid) : List.of();
    }

    private static List<Point> combinations(Map<String, List<JsonNode>> grid) {
        List<Map<String, JsonNode>> points = new ArrayList<>(List.of(Map.of()));
        grid.forEach((path, values) -> {
            List<Map<String, JsonNode>> longer = new ArrayList<>();
            for (Map<String, JsonNode> point : points) {
                for (JsonNode value : values) {
                    Map<String, JsonNode> one = new LinkedHashMap<>(point);
                    one.put(path, value);
                    longer.add(one);
                }
            }
            points.clear();
            points.addAll(longer);
        });
        return points.stream().map(Point::new).toList();
    }
}
