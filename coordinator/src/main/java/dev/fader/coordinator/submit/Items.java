package dev.fader.coordinator.submit;

import dev.fader.coordinator.problem.Diagnostics;
import dev.fader.schemas.api.SubmitBatch;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The items of a submission, one after the other, never all at once. */
interface Items extends Closeable {

    /**
     * Moves to the next item.
     *
     * @return false after the last
     * @throws com.fasterxml.jackson.core.JsonProcessingException when what follows cannot be read at all
     */
    boolean advance() throws IOException;

    /** Where the item has what a JSON pointer points at, as in {@code "line 2: "}; empty where that tells nothing. */
    default String place(String pointer) {
        return "";
    }

    /**
     * The item as it was sent.
     *
     * @param at JSON pointer to it
     * @return null when it cannot be understood, and that was said
     */
    SubmitBatch.@Nullable Item read(String at, Diagnostics diagnostics) throws IOException;
}
