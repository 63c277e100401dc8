package dev.fader.trainer.audio;

import java.io.IOException;
import java.util.List;

/** Audio that is decoded block by block, in this process or in another. Not safe for threads, but for {@link #abandon}. */
public interface AudioSource extends AutoCloseable {

    AudioFormat format();

    /**
     * Reads the next frames into {@code planar[channel][offset…]}.
     *
     * @return how many, at least one; −1 at the end of a file that was whole
     * @throws AudioException when the file is damaged, cut, or longer than the limits allow
     */
    int read(double[][] planar, int offset, int count) throws IOException;

    /**
     * What whoever gets the result should know of this input: streams that were left out, a length that was wrong, what
     * followed the sound. Complete when the end was read.
     */
    default List<String> remarks() {
        return List.of();
    }

    /** Makes a read that another thread waits in end soon, if it could wait long. */
    default void abandon() {}

    @Override
    void close() throws IOException;
}
