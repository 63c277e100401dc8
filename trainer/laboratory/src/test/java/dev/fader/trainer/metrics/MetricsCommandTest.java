package dev.fader.trainer.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.graph.Weights;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MetricsCommandTest {

    private static final long[] SHAPE = {1, 4, 1};

    @TempDir
    private Path folder;

    private final StringWriter errors = new StringWriter();

    @Test
    void aFileWithoutEstimatesIsRefusedNamingWhatItHas() throws IOException {
        int code = run(new Weights.Builder().add("references", SHAPE, new float[4]));

        assertThat(code).isEqualTo(3);
        assertThat(errors.toString()).contains("has no array estimates; it has [references]");
    }

    @Test
    void estimatesOfAnotherShapeAreRefusedWithBothShapes() throws IOException {
        int code = run(new Weights.Builder()
                .add("references", SHAPE, new float[4])
                .add("estimates", new long[] {2, 2, 1}, new float[4]));

        assertThat(code).isEqualTo(3);
        assertThat(errors.toString()).contains("references are [1, 4, 1] and estimates [2, 2, 1]");
    }

    @Test
    void signalsWithoutAChannelAxisAreRefused() throws IOException {
        int code = run(new Weights.Builder()
                .add("references", new long[] {1, 4}, new float[4])
                .add("estimates", new long[] {1, 4}, new float[4]));

        assertThat(code).isEqualTo(3);
        assertThat(errors.toString()).contains("must be sources × samples × channels");
    }

    @Test
    void aSampleThatIsNoNumberIsRefusedWithItsPlace() throws IOException {
        int code = run(new Weights.Builder()
                .add("references", SHAPE, new float[4])
                .add("estimates", SHAPE, new float[] {0, 0, Float.NaN, 0}));

        assertThat(code).isEqualTo(3);
        assertThat(errors.toString()).contains("estimates[0][2][0] is NaN");
    }

    private int run(Weights.Builder tensors) throws IOException {
        Path file = folder.resolve("signals.safetensors");
        new Safetensors(Map.of(), tensors.build()).write(file);
        return new CommandLine(new MetricsCommand())
                .setErr(new PrintWriter(errors))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    command.getErr().println(failure.getMessage());
                    return 3;
                })
                .execute(file.toString());
    }
}
