package dev.fader.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the demonstration has to show.
 *
 * @param ok whether exactly the files that should be refused were, and the batch ended as it should
 */
record DemoReport(String name, boolean ok, EndedBatch batch, List<DemoFile> files) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The batch of all files, at its end. */
    record EndedBatch(String id, BatchState state) {}

    /** @param toBeRefused names of the files that nobody can remix */
    static DemoReport of(EndedBatch batch, List<DemoFile> files, Set<String> toBeRefused) {
        Set<String> refused = files.stream()
                .filter(file -> file.state() == TaskState.FAILED)
                .map(DemoFile::input)
                .collect(Collectors.toSet());
        long done = files.stream().filter(file -> file.state().hasResult()).count();
        boolean ok = batch.state() == BatchState.COMPLETED_WITH_ERRORS
                && refused.equals(toBeRefused)
                && done == files.size() - refused.size();
        return new DemoReport("demo", ok, batch, List.copyOf(files));
    }

    /** One line; what does not apply is null. */
    String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
