package dev.fader.trainer.configuration;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes down in Markdown which keys a file can have, from the records that are made of it. */
public final class Reference {

    private static final String HEAD = """
            | key | what it is | value | unit | without it | from |
            |---|---|---|---|---|---|
            """;

    private final ObjectMapper mapper;

    /** @param mapper that makes the records */
    public Reference(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** A table of the keys of an object, or one for each of the objects that may be meant. */
    public String of(Class<?> type) {
        return switch (new Shapes(mapper).of(type)) {
            case Shape.ObjectOf object -> table(object);
            case Shape.AnyOf any ->
                any.byName().entrySet().stream()
                        .map(one -> "### %s\n\n%s"
                                .formatted(heading(any, one.getKey(), one.getValue()), table(one.getValue())))
                        .collect(Collectors.joining("\n"));
            default -> throw new IllegalArgumentException(type + " has no keys");
        };
    }

    private static String heading(Shape.AnyOf any, String name, Shape.ObjectOf object) {
        if (any.key() != null) {
            String standard = name.equals(any.standard()) ? ", or without it" : "";
            return "`\"%s\": \"%s\"`%s".formatted(any.key(), name, standard);
        }
        return object.entries().stream().map(entry -> "`" + entry.name() + "`").collect(Collectors.joining(", "));
    }

    private static String table(Shape.ObjectOf object) {
        return object.entries().isEmpty()
                ? "It has no other key.\n"
                : object.entries().stream().map(Reference::row).collect(Collectors.joining("", HEAD, ""));
    }

    private static String row(Shape.Entry entry) {
        Key key = entry.key();
        return "| `%s` | %s%s | %s | %s | %s | %s |\n"
                .formatted(
                        entry.name(),
                        key == null ? "" : key.value(),
                        words(entry.shape()),
                        value(entry.shape(), key),
                        key == null ? "" : key.unit(),
                        missing(entry),
                        key == null ? "" : key.source());
    }

    /** What each word of a choice means. */
    private static String words(Shape shape) {
        return shape instanceof Shape.OneOf words
                ? words.words().stream()
                        .map(word -> "<br>`%s`%s"
                                .formatted(
                                        word.name(),
                                        word.meaning() == null
                                                ? ""
                                                : ": " + word.meaning().value()))
                        .collect(Collectors.joining())
                : "";
    }

    private static String value(Shape shape, @Nullable Key key) {
        String range = Range.of(key).toString();
        String bounds = range.isEmpty() ? "" : ", " + range;
        return switch (shape) {
            case Shape.Whole number -> "whole number" + bounds;
            case Shape.Real number -> "number" + bounds;
            case Shape.Flag flag -> "`true` or `false`";
            case Shape.Text text -> "text";
            case Shape.OneOf words -> "one of them";
            case Shape.ListOf list -> "list: " + value(list.element(), null);
            case Shape.MapOf map -> "object: " + value(map.value(), null) + " by name";
            case Shape.ObjectOf object -> "object";
            case Shape.AnyOf any -> "object";
        };
    }

    private static String missing(Shape.Entry entry) {
        return entry.standard() != null ? "`%s`".formatted(entry.standard()) : entry.nullable() ? "none" : "refused";
    }
}
