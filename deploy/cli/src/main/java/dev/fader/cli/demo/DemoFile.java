package dev.fader.cli.demo;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.fader.cli.watch.ProgressLines;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What became of one file; a value is null where it does not apply.
 *
 * @param seconds length of the audio
 * @param timesRealtime length over the wall time of the attempt
 * @param minSdrDoNothingDb of the untouched input against the true remix
 * @param output the file that was fetched
 */
@JsonPropertyOrder({
    "input",
    "state",
    "error",
    "seconds",
    "times_realtime",
    "lufs_in",
    "lufs_out",
    "true_peak_out_db",
    "min_sdr_db",
    "min_sdr_do_nothing_db",
    "output"
})
record DemoFile(
        String input,
        TaskState state,
        @Nullable String error,
        @Nullable Double seconds,
        @JsonProperty("times_realtime") @Nullable Double timesRealtime,
        @JsonProperty("lufs_in") @Nullable Double lufsIn,
        @JsonProperty("lufs_out") @Nullable Double lufsOut,
        @JsonProperty("true_peak_out_db") @Nullable Double truePeakOutDb,
        @JsonProperty("min_sdr_db") @Nullable Double minSdrDb,
        @JsonProperty("min_sdr_do_nothing_db") @Nullable Double minSdrDoNothingDb,
        @Nullable String output) {

    static DemoFile refused(TaskView task) {
        return new DemoFile(
                ProgressLines.name(task),
                task.state(),
                ProgressLines.reason(task),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static DemoFile done(TaskView task, RemixResult result, RemixScore score, Path file) {
        RemixOutput output = result.outputs().getFirst();
        QualityRecord quality = output.quality();
        double seconds = output.audio().seconds();
        return new DemoFile(
                ProgressLines.name(task),
                task.state(),
                null,
                seconds,
                seconds / result.computeSeconds(),
                quality.loudnessIn().integratedLufs(),
                quality.loudnessOut().integratedLufs(),
                quality.loudnessOut().truePeakDb(),
                score.minSdrDb(),
                score.minSdrDoNothingDb(),
                file.toString());
    }
}
