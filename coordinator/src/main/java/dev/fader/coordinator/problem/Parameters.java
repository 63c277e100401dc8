package dev.fader.coordinator.problem;

import dev.fader.schemas.ActionId;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Parts of paths and queries as our types; what is none of them is a problem. */
public final class Parameters {

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

    /** @throws ProblemException when the text is no id, as when there is no such action */
    public static ActionId action(String id) {
        try {
            return ActionId.parse(id);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.NOT_FOUND, String.valueOf(e.getMessage()));
        }
    }

    /** @throws IllegalArgumentException naming what is no state, and every state */
    public static List<TaskState> states(List<String> names) {
        return names.stream().map(Parameters::state).toList();
    }

    private static TaskState state(String name) {
        return Arrays.stream(TaskState.values())
                .filter(state -> state.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is no state: expected one of %s".formatted(name, Arrays.toString(TaskState.values()))));
    }

    /** @throws IllegalArgumentException when one is not {@code key=value} */
    public static Map<String, String> labels(List<String> pairs) {
        Map<String, String> labels = new TreeMap<>();
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("label '%s' is not written key=value".formatted(pair));
            }
            labels.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return labels;
    }

    /** @throws ProblemException when reading refuses an argument */
    public static <T> T read(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, String.valueOf(e.getMessage()));
        }
    }
}
