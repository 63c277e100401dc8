package dev.fader.trainer.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Compares two objects key by key. */
final class Comparison {

    private final Set<String> aside;
    private final List<String> differences = new ArrayList<>();

    /** @param aside paths that are not compared */
    Comparison(Set<String> aside) {
        this.aside = aside;
    }

    /** For people, each key with both values. */
    List<String> differences(JsonNode was, JsonNode is) {
        compare("", was, is);
        return differences;
    }

    /** Of numbers the value counts, not how it is held or written. */
    static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? Double.compare(one.asDouble(), other.asDouble()) == 0 && one.asLong() == other.asLong()
                : one.equals(other);
    }

    private void compare(String path, JsonNode was, JsonNode is) {
        if (aside.contains(path)) {
            return;
        }
        if (was instanceof ObjectNode before && is instanceof ObjectNode after) {
            Set<String> names = new LinkedHashSet<>();
            after.fieldNames().forEachRemaining(names::add);
            before.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> compare(LocatedJson.child(path, name), before.path(name), after.path(name)));
        } else if (!same(was, is)) {
            differences.add("%s was %s and is %s".formatted(path, text(was), text(is)));
        }
    }

    private static String text(JsonNode value) {
        return value.isMissingNode() ? "not there" : value.toString();
    }
}
