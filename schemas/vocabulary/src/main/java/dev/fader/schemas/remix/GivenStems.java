package dev.fader.schemas.remix;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Stems of a file that are there already, from wherever, to be mixed in place of a model's.
 *
 * @param objects by their sources
 * @param rest the name of what these leave of the file, where that is to be a source, too
 */
public record GivenStems(
        Map<String, ObjectRef> objects, @Nullable String rest) {

    /** What stands for a model's name where stems are given. */
    public static final String NAME = "given-stems";

    public GivenStems {
        // sorted, so that equal stems are equal text
        objects = Collections.unmodifiableMap(new TreeMap<>(objects));
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("no stem is given");
        }
    }

    /** In their order, the rest at the end. */
    @JsonIgnore
    public List<String> sources() {
        List<String> sources = new ArrayList<>(objects.keySet());
        if (rest != null) {
            sources.add(rest);
        }
        return sources;
    }
}
