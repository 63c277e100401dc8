package dev.fader.coordinator.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.schemas.api.SubmitSweep.Drawing;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values that are drawn, each for itself: the same seed draws the same, and no point comes twice. */
final class RandomPoints {

    private static final String AT = "/points/random";
    /** Beyond that a value is not worth telling from another, and a table is hard to read. */
    private static final MathContext DIGITS = new MathContext(4);
    /** Where there are few values, what is left is hard to come by. */
    private static final int DRAWS_PER_POINT = 100;

    private RandomPoints() {}

    /** @return empty when something is wrong */
    static List<Point> points(
            JsonNode base, dev.fader.schemas.api.SubmitSweep.Random asked, int most, Diagnostics diagnostics) {
        int count = Objects.requireNonNullElse(asked.count(), 0);
        boolean fits = true;
        if (count < 1) {
            diagnostics.fault(AT + "/count", "is missing: how many points are to be drawn");
            fits = false;
        }
        Map<String, Drawing> values = asked.values();
        if (values == null || values.isEmpty()) {
            diagnostics.fault(
                    AT + "/values", "is empty: drawings by paths are expected, such as \"seed\": {\"of\": [1, 2]}");
            return List.of();
        }
        for (var value : values.entrySet()) {
            String fault = Point.fault(base, value.getKey());
            fault = fault == null ? fault(value.getValue()) : fault;
            if (fault != null) {
                diagnostics.fault(AT + "/values/" + Diagnostics.escape(value.getKey()), fault);
                fits = false;
            }
        }
        return fits ? drawn(values, Math.min(count, most), Objects.requireNonNullElse(asked.seed(), 1L)) : List.of();
    }

    private static @Nullable String fault(@Nullable Drawing drawing) {
        if (drawing == null
                || Stream.of(drawing.of(), drawing.linear(), drawing.log())
                                .filter(Objects::nonNull)
                                .count()
                        != 1) {
            return "one of of, linear and log is expected";
        }
        List<JsonNode> of = drawing.of();
        if (of != null) {
            return of.isEmpty() ? "of is empty" : null;
        }
        List<Double> bounds = Objects.requireNonNullElse(drawing.linear(), drawing.log());
        if (bounds == null || bounds.size() != 2 || !(bounds.get(0) < bounds.get(1))) {
            return "two numbers are expected, the lower first";
        }
        return drawing.log() != null && !(bounds.get(0) > 0) ? "a logarithm needs numbers above 0" : null;
    }

    private static List<Point> drawn(Map<String, Drawing> values, int count, long seed) {
        // its sequence is part of its specification
        Random random = new Random(seed);
        Set<Point> points = new LinkedHashSet<>();
        for (int draw = 0; points.size() < count && draw < count * DRAWS_PER_POINT; draw++) {
            Map<String, JsonNode> point = new LinkedHashMap<>();
            values.forEach((path, drawing) -> point.put(path, value(drawing, random)));
            points.add(new Point(point));
        }
        return List.copyOf(points);
    }

    private static JsonNode value(Drawing drawing, Random random) {
        List<JsonNode> of = drawing.of();
        if (of != null) {
            return of.get(random.nextInt(of.size()));
        }
        List<Double> linear = drawing.linear();
        double at = random.nextDouble();
        if (linear != null) {
            return rounded(linear.get(0) + at * (linear.get(1) - linear.get(0)));
        }
        List<Double> log = Objects.requireNonNull(drawing.log());
        return rounded(log.get(0) * Math.pow(log.get(1) / log.get(0), at));
    }

    private static JsonNode rounded(double value) {
        return DoubleNode.valueOf(new BigDecimal(value).round(DIGITS).doubleValue());
    }
}
