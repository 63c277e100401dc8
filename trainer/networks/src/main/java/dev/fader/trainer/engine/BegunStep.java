package dev.fader.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import dev.fader.trainer.engine.TorchProgram.Results;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.objective.TrainingPrograms;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step that the device was given. What it computed is read when somebody asks: a GPU is given the next step meanwhile, and
 * never waits for this thread.
 */
public final class BegunStep {

    private static final List<String> READ = List.of(
            TrainingPrograms.LOSS, TrainingPrograms.LOSS_DB, TrainingPrograms.REMIX_SDR, TrainingPrograms.SOURCE_SDR);

    private final NDManager kept;
    private final List<Results> batches = new ArrayList<>();
    private @Nullable NDArray squares;
    private @Nullable Report report;

    /** @param kept closed when the report has been read */
    BegunStep(NDManager kept) {
        this.kept = kept;
    }

    /** Keeps what is reported of a batch. */
    void add(Results results) {
        READ.forEach(name -> results.get(name).attach(kept));
        batches.add(results);
    }

    /** @param sum of the squares of the gradient */
    void squares(NDArray sum) {
        sum.attach(kept);
        this.squares = sum;
    }

    /** What the step computed, means over its batches; waits for it. */
    public Report report() {
        if (report == null) {
            report = mean(
                    batches.stream().map(BegunStep::read).toList(),
                    squares == null ? 0 : Math.sqrt(squares.getFloat()));
            kept.close();
        }
        return report;
    }

    /** Of one batch, without a gradient. */
    static Report read(Results results) {
        return new Report(
                results.get(TrainingPrograms.LOSS).getFloat(),
                results.get(TrainingPrograms.LOSS_DB).getFloat(),
                results.get(TrainingPrograms.REMIX_SDR).getFloat(),
                results.get(TrainingPrograms.SOURCE_SDR).toFloatArray(),
                0);
    }

    private static Report mean(List<Report> reports, double norm) {
        float[] sources = new float[reports.getFirst().sourceSdrDb().length];
        double loss = 0;
        double lossDb = 0;
        double remix = 0;
        for (Report report : reports) {
            loss += report.loss() / reports.size();
            lossDb += report.lossDb() / reports.size();
            remix += report.remixSdrDb() / reports.size();
            for (int k = 0; k < sources.length; k++) {
                sources[k] += report.sourceSdrDb()[k] / reports.size();
            }
        }
        return new Report(loss, lossDb, remix, sources, norm);
    }
}
