package dev.fader.worker.evaluate;

import dev.fader.schemas.evaluation.EvaluateResult.Measured;
import dev.fader.schemas.evaluation.EvaluateSpec;
import dev.fader.schemas.evaluation.Protocol;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.dataset.Songs;
import dev.fader.worker.device.Turns;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Measures a model by a protocol. */
interface Measuring {

    /**
     * One evaluation.
     *
     * @param file of the model
     * @param songs of the data set to measure on
     * @param results folder that gets the results
     */
    record Asked(
            EvaluateSpec spec,
            Path file,
            SeparatorFile model,
            Songs.Held songs,
            Path results,
            Turns turns,
            Attempt attempt) {

        /** The songs that are asked for. @param sources stems */
        StemDataset open(List<String> sources, int rateHz) throws IOException, RefusedInput {
            return songs.open(spec.data(), spec.split(), spec.songs(), sources, rateHz);
        }

        /** @return progress by songs that are done; it stops the attempt where that is asked for */
        SongProgress progress(StemDataset songs) {
            return new SongProgress(attempt, songs.songs().size());
        }
    }

    /** @throws RefusedInput if the protocol does not measure such a model */
    List<Measured> measure(Asked asked, Protocol protocol) throws IOException, RefusedInput;
}
