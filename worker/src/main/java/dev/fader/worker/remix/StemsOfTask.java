package dev.fader.worker.remix;

import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.GivenStems;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.AudioSource;
import dev.fader.trainer.decoding.Decoders;
import dev.fader.trainer.foreign.StemFiles;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.separation.KeptStems;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Stems that a task brings in place of a model, as what a file is mixed from. */
final class StemsOfTask {

    private static final String REASON = "bad_stems";

    /** Mixing them needs no other. */
    private static final String DEVICE = "cpu";

    private final ObjectStorage storage;
    private final Decoders decoders;

    StemsOfTask(ObjectStorage storage, Decoders decoders) {
        this.storage = storage;
        this.decoders = decoders;
    }

    /**
     * Whether stems may belong to a file, as far as their headers tell.
     *
     * @param what the file is called
     * @throws RefusedInput naming both sides, if one does not
     */
    static void check(GivenStems given, AudioFormat file, String what, ObjectStorage storage, AudioLimits limits)
            throws IOException, RefusedInput {
        for (Map.Entry<String, ObjectRef> stem : given.objects().entrySet()) {
            ObjectRef ref = stem.getValue();
            try (SeekableByteChannel object = storage.open(ref, storage.size(ref));
                    AudioReader reader = AudioReader.open(object, ref.key(), limits)) {
                StemFiles.check(file, what, stem.getKey(), reader.format());
            } catch (IllegalArgumentException e) {
                throw new RefusedInput(REASON, String.valueOf(e.getMessage()));
            }
        }
    }

    /** What results name them by: of all stems together one hash, as of a model. */
    private static ModelRef named(Map<String, String> hashes) {
        StringBuilder all = new StringBuilder();
        hashes.forEach((source, sha256) ->
                all.append(source).append(' ').append(sha256).append('\n'));
        return new ModelRef(GivenStems.NAME, Sha256.of(all.toString().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Fetches the stems, looks at them beside the file, and makes one file of them to mix from.
     *
     * @param input the file, on disk
     * @param what it is called
     * @throws RefusedInput naming both sides, if they are not the file's
     */
    Separation fetch(GivenStems given, Path input, String what, Scratch scratch, Attempt attempt)
            throws IOException, RefusedInput {
        SortedMap<String, String> hashes = new TreeMap<>();
        SortedMap<String, AudioSource> stems = new TreeMap<>();
        Path kept = scratch.file("stems");
        try (AudioSource file = decoders.open(input, what)) {
            for (Map.Entry<String, ObjectRef> stem : given.objects().entrySet()) {
                ObjectRef object = stem.getValue();
                scratch.reserve(storage.size(object));
                Path copy = scratch.file("stem" + stems.size());
                hashes.put(stem.getKey(), storage.fetchHashed(object, copy, attempt::checkStop));
                stems.put(stem.getKey(), decoders.open(copy, object.key()));
            }
            AudioFormat format = file.format();
            scratch.reserve(KeptStems.bytes(given.sources().size(), format.channels(), expectedFrames(format)));
            StemFiles.keep(file, what, stems, given.rest() != null, kept, attempt::checkStop);
            return Separation.of(
                    DifferenceNetwork.of(KeptStems.open(kept, given.sources(), format.sampleRateHz(), DEVICE)),
                    named(hashes));
        } catch (IllegalArgumentException e) {
            throw new RefusedInput(REASON, String.valueOf(e.getMessage()));
        } finally {
            for (AudioSource stem : stems.values()) {
                stem.close();
            }
        }
    }

    private static long expectedFrames(AudioFormat format) {
        double estimated = Math.max(0, format.estimatedSeconds()) * format.sampleRateHz();
        return format.declaredFrames() >= 0 ? format.declaredFrames() : (long) Math.ceil(estimated);
    }
}
