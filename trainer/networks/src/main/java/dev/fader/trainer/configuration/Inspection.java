package dev.fader.trainer.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.fader.trainer.configuration.FaultyConfiguration.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a file whole: every fault is found, not the first alone. What is missing and has a standard is filled in. An object
 * whose keys are right is made for a try, since its class may know more of what does not go together.
 */
final class Inspection {

    private final ObjectMapper mapper;
    private final LocatedJson json;
    private final Shape whole;
    private final List<Fault> faults;

    Inspection(ObjectMapper mapper, LocatedJson json, Shape whole) {
        this.mapper = mapper;
        this.json = json;
        this.whole = whole;
        this.faults = new ArrayList<>(json.faults());
    }

    /** @return nothing where all is well */
    List<Fault> faults() {
        if (!json.tree().isMissingNode()) {
            boolean unused = holds(json.tree(), whole, null, "");
        }
        return faults;
    }

    private boolean holds(JsonNode value, Shape shape, @Nullable Key key, String path) {
        return switch (shape) {
            case Shape.Whole number -> whole(value, number, Range.of(key), path);
            case Shape.Real number -> real(value, Range.of(key), path);
            case Shape.Flag flag -> value.isBoolean() || fault(path, "%s must be true or false, not %s", path, value);
            case Shape.Text text ->
                value.isTextual() && !value.asText().isBlank()
                        || fault(path, "%s must be a text that is not empty, not %s", path, value);
            case Shape.OneOf words -> word(value, words, path);
            case Shape.ListOf list -> list(value, list, key, path);
            case Shape.MapOf map -> map(value, map, path);
            case Shape.ObjectOf object -> object(value, object, path) && made(value, object.type(), path);
            case Shape.AnyOf any -> any(value, any, path);
        };
    }

    private boolean whole(JsonNode value, Shape.Whole number, Range range, String path) {
        if (!value.isNumber()) {
            return fault(path, "%s must be a whole number, not %s", path, value);
        }
        if (value.isDouble() && !Double.isFinite(value.asDouble())) {
            return outside(path, range, value);
        }
        BigDecimal exact = value.decimalValue();
        if (exact.stripTrailingZeros().scale() > 0) {
            return fault(path, "%s must be a whole number, not %s", path, value);
        }
        boolean fits = exact.compareTo(BigDecimal.valueOf(number.least())) >= 0
                && exact.compareTo(BigDecimal.valueOf(number.most())) <= 0;
        if (!fits && range.toString().isEmpty()) {
            return fault(path, "%s must lie between %d and %d, not be %s", path, number.least(), number.most(), value);
        }
        return fits && range.holds(exact.doubleValue()) || outside(path, range, value);
    }

    private boolean real(JsonNode value, Range range, String path) {
        if (!value.isNumber()) {
            return fault(path, "%s must be a number, not %s", path, value);
        }
        return range.holds(value.asDouble()) || outside(path, range, value);
    }

    private boolean outside(String path, Range range, JsonNode value) {
        String wanted = range.toString();
        return fault(path, "%s must be %s, not %s", path, wanted.isEmpty() ? "a number within reason" : wanted, value);
    }

    private boolean word(JsonNode value, Shape.OneOf shape, String path) {
        List<String> words = shape.words().stream().map(Shape.Word::name).toList();
        if (value.isTextual() && words.contains(value.asText())) {
            return true;
        }
        return fault(
                path,
                "%s must be one of %s, not %s%s",
                path,
                String.join(", ", words),
                value,
                Nearest.to(value.asText(), words)
                        .map("; did you mean %s?"::formatted)
                        .orElse(""));
    }

    private boolean list(JsonNode value, Shape.ListOf shape, @Nullable Key key, String path) {
        boolean mayBeEmpty = key != null && key.mayBeEmpty();
        if (!value.isArray() || value.isEmpty() && !mayBeEmpty) {
            return fault(path, "%s must be a list that is not empty, not %s", path, value);
        }
        boolean well = true;
        Set<JsonNode> seen = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            String at = LocatedJson.child(path, Integer.toString(i));
            if (!seen.add(value.get(i))) {
                well = fault(at, "%s has %s twice", path, value.get(i));
            }
            well &= holds(value.get(i), shape.element(), key, at);
        }
        return well;
    }

    private boolean map(JsonNode value, Shape.MapOf shape, String path) {
        if (!value.isObject() || value.isEmpty()) {
            return fault(path, "%s must be an object that is not empty, not %s", path, value);
        }
        boolean well = true;
        for (var entry : value.properties()) {
            well &= holds(entry.getValue(), shape.value(), null, LocatedJson.child(path, entry.getKey()));
        }
        return well;
    }

    private boolean object(JsonNode value, Shape.ObjectOf shape, String path) {
        if (!(value instanceof ObjectNode object)) {
            return fault(path, "%s must be an object, not %s", path.isEmpty() ? "it" : path, value);
        }
        List<String> known = shape.entries().stream().map(Shape.Entry::name).toList();
        Set<String> meant = new HashSet<>();
        boolean well = true;
        for (var entry : List.copyOf(object.properties())) {
            if (!shape.open() && !known.contains(entry.getKey())) {
                well = unknown(entry.getKey(), known, path);
                Nearest.to(entry.getKey(), known).ifPresent(meant::add);
            }
        }
        for (Shape.Entry entry : shape.entries()) {
            JsonNode inner = object.get(entry.name());
            if (inner != null && !(inner.isNull() && entry.nullable())) {
                well &= holds(inner, entry.shape(), entry.key(), LocatedJson.child(path, entry.name()));
            } else if (inner == null && entry.standard() != null) {
                object.set(entry.name(), entry.standard().deepCopy());
            } else if (!entry.optional() && !meant.contains(entry.name())) {
                well = fault(path, "the key %s is missing", LocatedJson.child(path, entry.name()));
            }
        }
        return well;
    }

    private boolean unknown(String name, List<String> known, String path) {
        String at = LocatedJson.child(path, name);
        String elsewhere = ShapePaths.of(whole).stream()
                .filter(other -> other.endsWith("." + name) || other.equals(name))
                .collect(Collectors.joining(" or "));
        String hint = elsewhere.isEmpty()
                ? Nearest.to(name, known)
                        .map("; did you mean %s?"::formatted)
                        .orElse("; there are " + String.join(", ", known))
                : "; it belongs to " + elsewhere;
        return fault(at, "there is no key %s%s", at, hint);
    }

    private boolean any(JsonNode value, Shape.AnyOf shape, String path) {
        if (!(value instanceof ObjectNode object)) {
            return fault(path, "%s must be an object, not %s", path.isEmpty() ? "it" : path, value);
        }
        String key = shape.key();
        if (key == null) {
            return object(value, mostAlike(object, shape), path) && made(value, shape.type(), path);
        }
        JsonNode named = object.get(key);
        String at = LocatedJson.child(path, key);
        if (named == null && shape.standard() == null) {
            return fault(
                    path,
                    "the key %s is missing: one of %s",
                    at,
                    String.join(", ", shape.byName().keySet()));
        }
        JsonNode name = named == null ? TextNode.valueOf(shape.standard()) : named;
        Shape.ObjectOf chosen = shape.byName().get(name.asText());
        if (chosen == null) {
            return word(
                    name,
                    new Shape.OneOf(shape.byName().keySet().stream()
                            .map(other -> new Shape.Word(other, null))
                            .toList()),
                    at);
        }
        // the object itself does not know its name
        ObjectNode unnamed = object.deepCopy();
        unnamed.remove(key);
        boolean well = object(unnamed, chosen, path);
        unnamed.properties().forEach(entry -> object.set(entry.getKey(), entry.getValue()));
        return well && made(value, shape.type(), path);
    }

    private static Shape.ObjectOf mostAlike(ObjectNode object, Shape.AnyOf shape) {
        Shape.ObjectOf best = null;
        int most = -1;
        for (Shape.ObjectOf candidate : shape.byName().values()) {
            List<String> keys =
                    candidate.entries().stream().map(Shape.Entry::name).toList();
            int alike = 0;
            for (var entry : object.properties()) {
                // one that is written as it should be says more
                alike += keys.contains(entry.getKey())
                        ? 2
                        : Nearest.to(entry.getKey(), keys).isPresent() ? 1 : 0;
            }
            if (alike > most) {
                best = candidate;
                most = alike;
            }
        }
        return Objects.requireNonNull(best);
    }

    private boolean made(JsonNode value, Class<?> type, String path) {
        try {
            Object unused = mapper.treeToValue(value, type);
            return true;
        } catch (JsonMappingException e) {
            String what = e.getCause() == null
                    ? e.getOriginalMessage()
                    : String.valueOf(e.getCause().getMessage());
            return fault(path, "%s%s", path.isEmpty() ? "" : path + ": ", what);
        } catch (JsonProcessingException e) {
            return fault(path, "%s", e.getOriginalMessage());
        }
    }

    private boolean fault(String path, String what, Object... arguments) {
        faults.add(new Fault(json.place(path), what.formatted(arguments)));
        return false;
    }
}
