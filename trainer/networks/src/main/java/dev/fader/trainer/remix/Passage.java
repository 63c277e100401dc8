package dev.fader.trainer.remix;

import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioSource;
import java.io.IOException;
import java.util.List;

/** A part of an input, as if it were a file of its own. Closes what it reads from. */
public final class Passage implements AudioSource {

    private final AudioSource source;
    private final AudioFormat format;
    private long toSkip;
    private long toGive;

    /**
     * @param firstFrame where it begins
     * @param frames how long it is; it ends earlier where the input does
     */
    public Passage(AudioSource source, long firstFrame, long frames) {
        this.source = source;
        this.format = source.format().withLength(frames);
        this.toSkip = firstFrame;
        this.toGive = frames;
    }

    @Override
    public AudioFormat format() {
        return format;
    }

    @Override
    public int read(double[][] planar, int offset, int count) throws IOException {
        while (toSkip > 0) {
            int skipped = source.read(planar, offset, (int) Math.min(count, toSkip));
            if (skipped < 0) {
                return -1;
            }
            toSkip -= skipped;
        }
        int given = toGive == 0 ? -1 : source.read(planar, offset, (int) Math.min(count, toGive));
        toGive -= Math.max(0, given);
        return given;
    }

    @Override
    public List<String> remarks() {
        return source.remarks();
    }

    @Override
    public void abandon() {
        source.abandon();
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
