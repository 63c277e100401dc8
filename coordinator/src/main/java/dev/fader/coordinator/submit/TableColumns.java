package dev.fader.coordinator.submit;

import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.coordinator.problem.ProblemException;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.ProblemType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a table. Spreadsheets also write columns without a name, in which nothing may stand.
 *
 * @param names in their order, empty for a column without one
 * @param sources that have a fader, and may have a column
 */
record TableColumns(List<String> names, List<String> sources) {

    static final String KEY = "key";
    static final String METADATA = "metadata.";
    private static final List<String> OTHERS = List.of(KEY, "bucket", "name", "preset", "format", "loudness");

    /** @throws ProblemException when one is unknown, comes twice, or is missing. @param line of the names */
    static TableColumns of(String[] names, List<String> sources, long line) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < names.length; i++) {
            String fault = names[i].isEmpty() ? null : fault(names[i], sources);
            if (fault == null && !names[i].isEmpty() && !seen.add(names[i])) {
                fault = "comes twice";
            }
            if (fault != null) {
                throw refused("line %d, column %d: '%s' %s"
                        .formatted(line, i + 1, Texts.shown(names[i], names[i].length()), fault));
            }
        }
        if (!seen.contains(KEY)) {
            throw refused("line %d: there is no column 'key' in %s".formatted(line, Arrays.toString(names)));
        }
        return new TableColumns(List.of(names), sources);
    }

    private static @Nullable String fault(String name, List<String> sources) {
        String fault = Texts.nameFault(name, name.length());
        boolean known = OTHERS.contains(name) || sources.contains(name) || name.startsWith(METADATA);
        return fault != null || known
                ? fault
                : "is no column: expected one of %s, metadata.KEY"
                        .formatted(
                                Stream.concat(OTHERS.stream(), sources.stream()).toList());
    }

    private static ProblemException refused(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }

    /** @return empty for a cell beyond the last column, too */
    String name(int column) {
        return column < names.size() ? names.get(column) : "";
    }

    boolean isGain(String name) {
        return sources.contains(name);
    }

    /** The JSON pointer to what a column says, within its item; to the item for a column without a name. */
    String pointer(String name) {
        if (name.isEmpty()) {
            return "";
        }
        if (name.startsWith(METADATA)) {
            return "/metadata/" + Diagnostics.escape(name.substring(METADATA.length()));
        }
        if (isGain(name)) {
            return "/gainsDb/" + Diagnostics.escape(name);
        }
        return name.equals(KEY) || name.equals("bucket") ? "/input/" + name : "/" + name;
    }

    /** The column that a pointer within an item is about, from 0; -1 where it is about the row. */
    int column(String pointer) {
        for (int i = 0; i < names.size(); i++) {
            String said = pointer(names.get(i));
            if (!names.get(i).isEmpty() && (pointer.equals(said) || pointer.startsWith(said + "/"))) {
                return i;
            }
        }
        return -1;
    }
}
