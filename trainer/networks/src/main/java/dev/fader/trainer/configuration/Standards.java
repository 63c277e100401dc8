package dev.fader.trainer.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Leaves out of an object what is meant without being said. */
final class Standards {

    private Standards() {}

    static void leaveOut(JsonNode value, Shape shape) {
        switch (shape) {
            case Shape.ObjectOf object -> leaveOut(value, object);
            case Shape.AnyOf any ->
                any.byName().values().stream()
                        .filter(object -> holds(value, any, object))
                        .findFirst()
                        .ifPresent(object -> leaveOut(value, object));
            case Shape.ListOf list -> value.forEach(element -> leaveOut(element, list.element()));
            case Shape.MapOf map -> value.forEach(element -> leaveOut(element, map.value()));
            case Shape.Whole number -> {}
            case Shape.Real number -> {}
            case Shape.Flag flag -> {}
            case Shape.Text text -> {}
            case Shape.OneOf words -> {}
        }
    }

    private static boolean holds(JsonNode value, Shape.AnyOf any, Shape.ObjectOf object) {
        if (any.key() != null) {
            String name = value.path(any.key()).asText(String.valueOf(any.standard()));
            return any.byName().get(name) == object;
        }
        return object.entries().stream().allMatch(entry -> entry.nullable() || value.has(entry.name()));
    }

    private static void leaveOut(JsonNode value, Shape.ObjectOf shape) {
        if (value instanceof ObjectNode object) {
            for (Shape.Entry entry : shape.entries()) {
                JsonNode inner = object.get(entry.name());
                if (inner != null && entry.standard() != null && Comparison.same(inner, entry.standard())) {
                    object.remove(entry.name());
                } else if (inner != null) {
                    leaveOut(inner, entry.shape());
                }
            }
        }
    }
}
