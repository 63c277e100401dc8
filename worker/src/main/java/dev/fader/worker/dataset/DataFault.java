package dev.fader.worker.dataset;

import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;

/** Songs that are what they were when they were checked, and cannot be used as they are asked for. */
public final class DataFault {

    private DataFault() {}

    /**
     * What became of reading songs, which may still be on their way from storage.
     *
     * @return the refusal of the data
     * @throws IOException the failure itself, where storage or this machine's disk is to blame
     */
    public static RefusedInput refusal(IOException failure) throws IOException {
        if (!AttemptOutcomes.mayBeTheData(failure)) {
            throw failure;
        }
        Throwable cause = failure.getCause();
        return new RefusedInput(
                "bad_data",
                cause == null || cause.getMessage() == null
                        ? String.valueOf(failure.getMessage())
                        : "%s: %s".formatted(failure.getMessage(), cause.getMessage()));
    }
}
