package dev.fader.trainer.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Files of a data set that may still be on their way. One that is has its name, its size and its beginning, so that a
 * data set can be opened; whoever reads further waits for it. Safe for threads.
 */
@FunctionalInterface
public interface Arrival {

    /** Of a data set that is all there. */
    Arrival COMPLETE = file -> {};

    /** Returns when the file is whole; at once, where it is. @throws IOException when it will not be */
    void await(Path file) throws IOException;
}
