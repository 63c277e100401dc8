package dev.fader.coordinator.problem;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.fader.schemas.api.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the parser found wrong with JSON, as a client can use it: where, and in the API's words instead of Java's. */
public final class JsonFaults {

    private JsonFaults() {}

    /** @param at JSON pointer to what was read */
    public static Problem.Fault of(JsonProcessingException e, String at) {
        return new Problem.Fault(at + pointer(e), reason(e));
    }

    /** The same with line and column, where the text as a whole was read. */
    public static Problem.Fault inText(JsonProcessingException e) {
        JsonLocation location = e.getLocation();
        String where = location == null || location.getLineNr() < 1
                ? ""
                : "line %d, column %d: ".formatted(location.getLineNr(), location.getColumnNr());
        return new Problem.Fault(pointer(e), where + reason(e));
    }

    private static String pointer(JsonProcessingException e) {
        StringBuilder pointer = new StringBuilder();
        if (e instanceof JsonMappingException mapping) {
            for (JsonMappingException.Reference step : mapping.getPath()) {
                pointer.append('/')
                        .append(
                                step.getFieldName() == null
                                        ? String.valueOf(step.getIndex())
                                        : Diagnostics.escape(step.getFieldName()));
            }
        }
        return pointer.toString();
    }

    private static String reason(JsonProcessingException e) {
        if (e.getCause() instanceof IllegalArgumentException ours) {
            return String.valueOf(ours.getMessage());
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                Suggestion.unknown("field", unknown.getPropertyName(), names(unknown.getKnownPropertyIds()));
            case InvalidFormatException invalid
            when invalid.getTargetType().isEnum() ->
                "'%s' is none: expected one of %s"
                        .formatted(
                                invalid.getValue(),
                                Arrays.toString(invalid.getTargetType().getEnumConstants()));
            case MismatchedInputException mismatch
            when mismatch.getTargetType() != null -> expected(mismatch.getTargetType());
            // the parser's own words, without the name of its setting
            default -> e.getOriginalMessage().replaceAll(",? ?\\(?from `[^`]*`\\)?", "");
        };
    }

    private static List<String> names(@Nullable Collection<Object> ids) {
        return ids == null ? List.of() : ids.stream().map(Objects::toString).toList();
    }

    private static String expected(Class<?> raw) {
        if (raw == String.class) {
            return "a text is expected";
        }
        if (raw == Boolean.class || raw == boolean.class) {
            return "true or false is expected, without quotes";
        }
        if (List.of(Integer.class, Long.class, int.class, long.class).contains(raw)) {
            return "a whole number is expected, without quotes";
        }
        if (Number.class.isAssignableFrom(raw) || raw.isPrimitive()) {
            return "a number is expected, without quotes";
        }
        if (Collection.class.isAssignableFrom(raw) || raw.isArray()) {
            return "a list is expected";
        }
        return Map.class.isAssignableFrom(raw) || raw.isRecord()
                ? "an object is expected"
                : "another value is expected";
    }
}
