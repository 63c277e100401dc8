package dev.fader.trainer.songs.sound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Recorded sounds, decoded once and kept while there is memory. Safe for threads. */
public final class RecordedHits {

    private final Map<Path, SoftReference<RecordedHit>> hits = new ConcurrentHashMap<>();

    /** Without offset. @throws UncheckedIOException naming the file that cannot be read */
    public RecordedHit of(Path file) {
        SoftReference<RecordedHit> kept = hits.get(file);
        RecordedHit known = kept == null ? null : kept.get();
        if (known != null) {
            return known;
        }
        try {
            RecordedHit read = RecordedHit.read(file).cleaned();
            hits.put(file, new SoftReference<>(read));
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }
}
