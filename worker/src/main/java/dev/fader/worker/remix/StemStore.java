package dev.fader.worker.remix;

import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioSource;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.ReadAhead;
import dev.fader.trainer.remix.StemKeeping;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.KeptStems;
import dev.fader.trainer.separation.SignalLevel;
import dev.fader.worker.config.KeepStems;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Estimates of whole inputs in object storage, by the hashes of input and model, so that many gain settings of a song cost
 * one separation. A remix from them has the same bytes whether they were there or had to be made.
 */
final class StemStore {

    private static final Logger LOG = Logger.getLogger(StemStore.class);

    /** Of an input that does not tell its length, in seconds. */
    private static final double UNKNOWN_SECONDS = 3600;

    private final ObjectStorage storage;
    private final KeepStems which;
    private final NetworkTurn turn;

    StemStore(ObjectStorage storage, KeepStems which, NetworkTurn turn) {
        this.storage = storage;
        this.which = which;
        this.turn = turn;
    }

    /**
     * Stems that are ready to be mixed.
     *
     * @param reused whether they were there
     * @param waited how long the turn at the network did not come
     */
    record Ready(DifferenceNetwork network, boolean reused, Duration waited) implements AutoCloseable {

        @Override
        public void close() {
            network.close();
        }
    }

    boolean keeps(DifferenceNetwork network) {
        return switch (which) {
            case NEVER -> false;
            case WORTHWHILE -> network.isWorthKeeping();
            case ALWAYS -> true;
        };
    }

    /**
     * @param input the file
     * @param decode opens it
     * @param plan of the separation, if there must be one
     */
    Ready ready(
            Separation model,
            Path input,
            Callable<AudioSource> decode,
            ChunkPlan plan,
            Scratch scratch,
            Attempt attempt)
            throws Exception {
        String key = "stems/%s/%s".formatted(Sha256.of(input), model.ref().sha256());
        Path file = scratch.file("stems");
        if (fetched(key, file, scratch, attempt)) {
            try {
                return new Ready(model.network().kept(file), true, Duration.ZERO);
            } catch (IOException e) {
                LOG.warnf("%s is made again: %s", key, e.getMessage());
                Files.delete(file);
            }
        }
        Duration waited = made(model.network(), decode, plan, file, scratch, attempt);
        DifferenceNetwork kept = model.network().kept(file);
        try {
            storage.put(file, key, attempt::checkStop);
            return new Ready(kept, false, waited);
        } catch (IOException | RuntimeException e) {
            kept.close();
            throw e;
        }
    }

    /** Of the whole input, for a network that hears it; it costs reading the input once more. */
    static @Nullable SignalLevel level(DifferenceNetwork network, Callable<AudioSource> decode, Attempt attempt)
            throws Exception {
        if (!network.hearsLevel()) {
            return null;
        }
        try (AudioSource source = decode.call()) {
            return SignalLevel.of(source, attempt::checkStop);
        }
    }

    private boolean fetched(String key, Path file, Scratch scratch, Attempt attempt) throws IOException, RefusedInput {
        long bytes = storage.bytesOf(key);
        if (bytes < 0) {
            return false;
        }
        scratch.reserve(bytes);
        storage.fetch(new ObjectRef(null, key), bytes, file, attempt::checkStop);
        return true;
    }

    private Duration made(
            DifferenceNetwork network,
            Callable<AudioSource> decode,
            ChunkPlan plan,
            Path file,
            Scratch scratch,
            Attempt attempt)
            throws Exception {
        SignalLevel level = level(network, decode, attempt);
        try (ReadAhead ahead = ReadAhead.of(decode.call(), level)) {
            AudioFormat format = ahead.format();
            double told = format.declaredFrames() >= 0
                    ? (double) format.declaredFrames() / format.sampleRateHz()
                    : format.estimatedSeconds();
            double seconds = told >= 0 ? told : UNKNOWN_SECONDS;
            scratch.reserve(KeptStems.bytes(
                    network.sources().size(), format.channels(), (long) Math.ceil(seconds * network.sampleRateHz())));
            return turn.take(attempt, () -> {
                        StemKeeping.keep(ahead, network, plan, file, (done, total) -> {
                            attempt.checkStop();
                            attempt.progress(done, Math.max(done, total));
                        });
                        return file;
                    })
                    .waited();
        }
    }
}
