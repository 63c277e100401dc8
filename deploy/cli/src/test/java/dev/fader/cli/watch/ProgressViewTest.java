package dev.fader.cli.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.TaskState;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgressViewTest {

    private final ByteArrayOutputStream painted = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(painted, true, StandardCharsets.UTF_8);
    private final BatchView running = Views.batch(BatchState.RUNNING, 1, 5, 10.0);

    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void barsArePaintedOverTheFormerOnes() {
        ProgressView bars = ProgressView.on(out, new Terminal(true, 60));

        bars.show(running, List.of(Views.task(0, "song.wav", TaskState.RUNNING, 5, 10.0)));
        assertThat(painted()).doesNotContain("\033[2A");
        bars.show(running, List.of(Views.task(0, "song.wav", TaskState.RUNNING, 6, 10.0)));

        assertThat(painted()).contains("\033[2A").endsWith("\033[J");
    }

    @Test
    void aLineThatIsSaidStaysAboveTheBars() {
        ProgressView bars = ProgressView.on(out, new Terminal(true, 60));
        bars.show(running, List.of(Views.task(0, "song.wav", TaskState.RUNNING, 5, 10.0)));
        bars.say("the coordinator does not answer");
        bars.show(running, List.of(Views.task(0, "song.wav", TaskState.RUNNING, 6, 10.0)));

        assertThat(painted()).contains("the coordinator does not answer").doesNotContain("\033[2A");
    }

    @Test
    void withoutATerminalOnlyChangesAndAnOccasionalTotalAreWritten() {
        ProgressView log = new ProgressView.Log(out, new ProgressLines(60), () -> now);
        var task = Views.task(0, "song.wav", TaskState.RUNNING, 5, 10.0);

        log.show(running, List.of(task));
        log.show(running, List.of(task));
        assertThat(painted().lines()).hasSize(2);

        now = now.plusSeconds(10);
        log.show(running, List.of(task));
        assertThat(painted().lines()).hasSize(3);

        log.show(
                Views.batch(BatchState.COMPLETED, 1, 10, 10.0),
                List.of(Views.task(0, "song.wav", TaskState.DONE, 10, 10.0)));
        assertThat(painted()).contains("song.wav            done, 10.0 s").doesNotContain("\033");
    }

    private String painted() {
        return painted.toString(StandardCharsets.UTF_8);
    }
}
