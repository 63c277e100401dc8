package dev.fader.worker.promote;

import dev.fader.queue.task.Claim;
import dev.fader.schemas.model.PromoteResult;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.evaluation.Evaluator;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Remixes by both networks where the candidate is worst and where it is best, so that one can hear what the table says:
 * mono FLAC, the four files of an example at one level.
 */
record Examples(
        List<StemSong> songs, double seconds, Evaluator candidate, Evaluator incumbent, PromoteRunner.Turns turns) {

    private static final double PEAK = 0.9;
    private static final double SILENCE = 1e-9;

    /** Written and stored; their keys hold the fence. */
    List<PromoteResult.Example> write(Duel duel, ObjectStorage storage, Claim claim, Scratch scratch, Attempt attempt)
            throws Exception {
        Target target = new Target(
                storage, "results/%s/f%d/".formatted(claim.task(), claim.fence().value()), scratch, attempt);
        return List.of(example("worst", duel.worst(), target), example("best", duel.best(), target));
    }

    private PromoteResult.Example example(String which, Duel.Bout bout, Target target) throws Exception {
        StemSong song = songs.stream()
                .filter(one -> one.name().equals(bout.song()))
                .findFirst()
                .orElseThrow();
        Duel.Place place = bout.widest();
        Evaluator.Listening ours = turns.take(() -> candidate.listen(song, seconds, place.source(), place.gainDb()));
        Evaluator.Listening theirs = turns.take(() -> incumbent.listen(song, seconds, place.source(), place.gainDb()));
        double scale = PEAK
                / Math.max(
                        SILENCE,
                        Stream.of(ours.mixture(), ours.target(), ours.remix(), theirs.remix())
                                .flatMapToDouble(Arrays::stream)
                                .map(Math::abs)
                                .max()
                                .orElse(0));
        int rate = song.sampleRateHz();
        return new PromoteResult.Example(
                which,
                song.name(),
                place.source(),
                place.gainDb(),
                target.store(which + "-mixture", rate, ours.mixture(), scale),
                target.store(which + "-target", rate, ours.target(), scale),
                target.store(which + "-candidate", rate, ours.remix(), scale),
                target.store(which + "-incumbent", rate, theirs.remix(), scale));
    }

    /** Where they go. */
    private record Target(ObjectStorage storage, String prefix, Scratch scratch, Attempt attempt) {

        StoredObject store(String name, int sampleRateHz, double[] signal, double scale) throws Exception {
            AudioEncoding encoding = AudioEncoding.FLAC_16;
            String fileName = name + "." + encoding.extension();
            // no encoding of this takes more
            scratch.reserve((long) signal.length * Double.BYTES);
            Path file = scratch.file(fileName);
            write(file, sampleRateHz, encoding, signal, scale);
            return storage.put(file, prefix + fileName, attempt::checkStop);
        }

        private static void write(Path file, int sampleRateHz, AudioEncoding encoding, double[] signal, double scale)
                throws IOException {
            double[][] planar = {
                Arrays.stream(signal).map(sample -> sample * scale).toArray()
            };
            try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(encoding, sampleRateHz, 1))) {
                writer.write(planar, 0, signal.length);
                writer.finish();
            }
        }
    }
}
