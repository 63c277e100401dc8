package dev.fader.coordinator.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fader.schemas.api.RunComparison;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.kind.EpochKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Sets runs side by side. */
final class Comparison {

    private Comparison() {}

    static RunComparison of(List<RunView> runs, RunStore store) {
        Map<String, List<JsonNode>> differences = new LinkedHashMap<>();
        List<JsonNode> data = runs.stream()
                .<JsonNode>map(run -> new TextNode(run.data().name()))
                .toList();
        if (data.stream().distinct().count() > 1) {
            differences.put("data", data);
        }
        compare("", runs.stream().map(RunView::config).toList(), differences);
        return new RunComparison(runs.stream().map(run -> side(run, store)).toList(), differences);
    }

    private static void compare(String path, List<JsonNode> values, Map<String, List<JsonNode>> differences) {
        if (values.stream().distinct().count() < 2) {
            return;
        }
        if (values.stream().allMatch(JsonNode::isObject)) {
            TreeSet<String> names = new TreeSet<>();
            values.forEach(value -> value.fieldNames().forEachRemaining(names::add));
            for (String name : names) {
                compare(
                        path.isEmpty() ? name : path + "." + name,
                        values.stream().map(value -> value.path(name)).toList(),
                        differences);
            }
            return;
        }
        List<JsonNode> shown = new ArrayList<>();
        values.forEach(value -> shown.add(value instanceof MissingNode ? NullNode.getInstance() : value));
        differences.put(path, shown);
    }

    private static RunComparison.Side side(RunView run, RunStore store) {
        EpochKind.Result best = run.best();
        double seconds = store.epochs(run.id()).stream()
                .mapToDouble(epoch -> epoch.result().seconds())
                .sum();
        return new RunComparison.Side(
                run.id(),
                run.name(),
                run.state(),
                run.step(),
                best == null ? null : best.validationSdrDb(),
                best == null ? null : best.epoch(),
                seconds);
    }
}
