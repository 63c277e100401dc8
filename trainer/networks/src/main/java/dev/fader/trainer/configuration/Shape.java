package dev.fader.trainer.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What may stand at a place of a file. */
sealed interface Shape {

    /** A whole number that its Java type can hold. */
    record Whole(long least, long most) implements Shape {}

    /** A number. */
    record Real() implements Shape {}

    /** {@code true} or {@code false}. */
    record Flag() implements Shape {}

    /** A text that is not empty. */
    record Text() implements Shape {}

    /** One of some words. */
    record OneOf(List<Word> words) implements Shape {}

    /** @param meaning null: its name says it */
    record Word(String name, @Nullable Key meaning) {}

    /** A list that is not empty and has nothing twice. */
    record ListOf(Shape element) implements Shape {}

    /** An object whose keys are names of the user's; not empty. */
    record MapOf(Shape value) implements Shape {}

    /**
     * An object with these keys.
     *
     * @param type the class that is made of it
     * @param open whether other keys are passed over
     */
    record ObjectOf(Class<?> type, List<Entry> entries, boolean open) implements Shape {}

    /**
     * A key of an object.
     *
     * @param key what is said of it
     * @param standard what is meant where it is missing
     * @param nullable whether it may be missing, and then means nothing
     */
    record Entry(
            String name,
            Shape shape,
            @Nullable Key key,
            @Nullable JsonNode standard,
            boolean nullable) {

        boolean optional() {
            return nullable || standard != null;
        }
    }

    /**
     * One of several objects.
     *
     * @param type the class that is made of it
     * @param key that says which; null: the one with the most of the keys that are there
     * @param standard the name that is meant where the key is missing
     */
    record AnyOf(
            Class<?> type, @Nullable String key, @Nullable String standard, Map<String, ObjectOf> byName)
            implements Shape {}
}
