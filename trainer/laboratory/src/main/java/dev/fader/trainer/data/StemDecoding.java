package dev.fader.trainer.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Fills the cache before the first example is drawn, on all processors, so that a network never waits for a decoder. */
final class StemDecoding {

    private static final System.Logger LOG = System.getLogger(StemDecoding.class.getName());

    private final StemCache cache;

    StemDecoding(StemCache cache) {
        this.cache = cache;
    }

    /** Decodes what has not been decoded. @throws IOException naming the first stem that is damaged */
    void run(List<StemSong> songs) throws IOException {
        List<Stem.Coded> missing = new ArrayList<>();
        long bytes = 0;
        for (StemSong song : songs) {
            for (Stem stem : song.stems()) {
                for (Stem.Coded coded : coded(stem)) {
                    bytes += coded.decodedBytes();
                    if (!coded.decoded()) {
                        missing.add(coded);
                    }
                }
            }
        }
        cache.requireRoomFor(bytes);
        if (!missing.isEmpty()) {
            LOG.log(System.Logger.Level.INFO, "decoding {0} stems into {1}, once", missing.size(), cache);
            decode(missing);
        }
    }

    private static List<Stem.Coded> coded(Stem stem) {
        return switch (stem) {
            case Stem.Wav wav -> List.of();
            case Stem.Coded coded -> List.of(coded);
            case Stem.Sum sum ->
                sum.parts().stream().flatMap(part -> coded(part).stream()).toList();
        };
    }

    private static void decode(List<Stem.Coded> stems) throws IOException {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<?>> running = new ArrayList<>();
            for (Stem.Coded stem : stems) {
                running.add(pool.submit(() -> {
                    stem.decode();
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException("a stem could not be decoded: " + (cause == null ? e : cause.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while stems were decoded; what is done is kept", e);
        } finally {
            pool.shutdownNow();
        }
    }
}
