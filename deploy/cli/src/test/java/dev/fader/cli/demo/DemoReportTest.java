package dev.fader.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.cli.watch.Views;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.remix.AudioProperties;
import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.StoredObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoReportTest {

    private static final Path OUTPUTS = Path.of("/data/demo/outputs");
    private static final DemoReport.EndedBatch BATCH =
            new DemoReport.EndedBatch("batch_1", BatchState.COMPLETED_WITH_ERRORS);

    private final DemoFile done = DemoFile.done(
            Views.task(0, "song.wav", TaskState.DONE, 15, 15.0),
            new RemixResult(
                    List.of(new RemixOutput(
                            "song",
                            new StoredObject("fader", "results/song.wav", 1, "00"),
                            new AudioProperties("pcm_s16le", 661_500, 44_100, 2, 16, 15),
                            new QualityRecord(
                                    new Loudness(-20.0, -3.0, 4.0),
                                    new Loudness(-19.5, null, 4.0),
                                    0,
                                    0.0,
                                    0,
                                    16,
                                    null,
                                    null,
                                    null,
                                    null,
                                    List.of()),
                            List.of())),
                    5,
                    "cpu",
                    new ModelRef("default", "00"),
                    null),
            new RemixScore("song.wav", 12.5, 8.0, true),
            OUTPUTS.resolve("song.wav"));
    private final DemoFile refused = DemoFile.refused(Views.task(1, "notes.wav", TaskState.FAILED, 0, null));

    @Test
    void exactlyTheBadFilesRefusedIsAsItShouldBe() {
        assertThat(DemoReport.of(BATCH, List.of(done, refused), Set.of("notes.wav"))
                        .ok())
                .isTrue();
    }

    @Test
    void aBadFileAcceptedOrAGoodOneRefusedIsNot() {
        assertThat(DemoReport.of(BATCH, List.of(done, refused), Set.of()).ok()).isFalse();
        assertThat(DemoReport.of(BATCH, List.of(done, refused), Set.of("notes.wav", "song.wav"))
                        .ok())
                .isFalse();
    }

    @Test
    void anotherStateOfTheBatchIsNot() {
        DemoReport.EndedBatch completed = new DemoReport.EndedBatch("batch_1", BatchState.COMPLETED);

        assertThat(DemoReport.of(completed, List.of(done, refused), Set.of("notes.wav"))
                        .ok())
                .isFalse();
    }

    @Test
    void theJsonLineHasAllFiguresAndNullsWhereTheyDoNotApply() {
        assertThat(DemoReport.of(BATCH, List.of(done, refused), Set.of("notes.wav"))
                        .json())
                .isEqualTo("""
                        {"name":"demo","ok":true,"batch":{"id":"batch_1","state":"COMPLETED_WITH_ERRORS"},"files":[\
                        {"input":"song.wav","state":"DONE","error":null,"seconds":15.0,"times_realtime":3.0,\
                        "lufs_in":-20.0,"lufs_out":-19.5,"true_peak_out_db":null,"min_sdr_db":12.5,\
                        "min_sdr_do_nothing_db":8.0,"output":"/data/demo/outputs/song.wav"},\
                        {"input":"notes.wav","state":"FAILED","error":"not_audio: notes.wav is not an audio file",\
                        "seconds":null,"times_realtime":null,"lufs_in":null,"lufs_out":null,"true_peak_out_db":null,\
                        "min_sdr_db":null,"min_sdr_do_nothing_db":null,"output":null}]}""");
    }

    @Test
    void theTableShowsFiguresReasonsAndWhereTheOutputsLie() {
        List<String> table =
                DemoTable.lines(DemoReport.of(BATCH, List.of(done, refused), Set.of("notes.wav")), OUTPUTS);

        assertThat(table.get(2)).startsWith("song.wav").contains("done", "15.0", "3.0", "-19.5", "12.5", "8.0");
        assertThat(table.get(3)).startsWith("notes.wav").contains("refused");
        assertThat(table.get(4)).contains("not_audio: notes.wav is not an audio file");
        assertThat(table).contains("batch batch_1: COMPLETED_WITH_ERRORS", "outputs: " + OUTPUTS);
    }
}
