package dev.fader.coordinator.problem;

import dev.fader.schemas.ActionId;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.Texts;
import dev.fader.schemas.api.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Parts of paths and queries as our types; what is none of them is a problem. */
public final class Parameters {

    private static final int SHOWN = 100;

    private Parameters() {}

    /** @throws ProblemException when the text is no id, as when there is no such batch */
    public static BatchId batch(String id) {
        try {
            return BatchId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    /** @throws ProblemException when the text is no id, as when there is no such task */
    public static TaskId task(String id) {
        try {
            return TaskId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    /** @throws ProblemException when the text is no id, as when there is no such run */
    public static RunId run(String id) {
        try {
            return RunId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    /** @throws ProblemException when the text is no id, as when there is no such sweep */
    public static SweepId sweep(String id) {
        try {
            return SweepId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    /** @throws ProblemException when the text is no id, as when there is no such action */
    public static ActionId action(String id) {
        try {
            return ActionId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    public static List<TaskState> states(List<String> names) {
        return names.stream()
                .map(name -> read("state", name, Parameters::state))
                .toList();
    }

    private static TaskState state(String name) {
        return Arrays.stream(TaskState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "it is no state: expected one of %s".formatted(Arrays.toString(TaskState.values()))));
    }

    /** Several parameters of one name, each {@code key=value}. */
    public static Map<String, String> pairs(String parameter, List<String> pairs) {
        Map<String, String> read = new TreeMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw refused(parameter, pair, "key=value is expected");
            }
            String key = pair.substring(0, equals);
            if (read.put(key, pair.substring(equals + 1)) != null) {
                throw refused(parameter, pair, "the key '%s' comes twice".formatted(key));
            }
        }
        return read;
    }

    /**
     * How many shall be on a page.
     *
     * @param asked null for the default
     */
    public static int limit(@Nullable Integer asked, int otherwise, int most) {
        if (asked != null && (asked < 1 || asked > most)) {
            throw refused("limit", asked.toString(), "1 to %d is expected (fader.limits.page-size)".formatted(most));
        }
        return asked == null ? Math.min(otherwise, most) : asked;
    }

    /** @throws ProblemException naming the parameter when reading refuses its value */
    public static <T> T read(String parameter, String value, Function<String, T> reading) {
        try {
            return reading.apply(value);
        } catch (IllegalArgumentException e) {
            throw refused(parameter, value, String.valueOf(e.getMessage()));
        }
    }

    /** That a parameter's value cannot be. @param detail what is wrong with it, or what is expected */
    public static ProblemException refused(String parameter, String value, String detail) {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST,
                "parameter %s=%s: %s".formatted(parameter, Texts.shown(value, SHOWN), detail));
    }
}
