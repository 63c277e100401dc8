package dev.fader.worker.remix;

import static dev.fader.worker.remix.Specs.remix;
import static dev.fader.worker.remix.Specs.remixing;
import static dev.fader.worker.remix.Specs.result;
import static dev.fader.worker.remix.Specs.variant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.decoding.DecoderLimits;
import dev.fader.trainer.remix.NetworkUse;
import dev.fader.worker.lease.WatchedAttempt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several files whose channels go through one network together. */
class SharedNetworkTest {

    private static final int FILES = 4;
    private static final int RATE = 44_100;

    @TempDir
    Path folder;

    @Test
    void aFilesBytesDoNotDependOnTheFilesBesideIt() throws Exception {
        Workbench bench = Workbench.open(folder, "shared-network").with(4);
        List<RemixSpec> specs = new ArrayList<>();
        for (int n = 0; n < FILES; n++) {
            // of different lengths, so that the last chunks are, too
            double[][] song = Workbench.chord(25 * RATE + n * 7_777);
            for (double[] channel : song) {
                for (int i = 0; i < channel.length; i++) {
                    channel[i] *= Math.sin(i * (0.001 + n * 0.0003));
                }
            }
            ObjectRef input = bench.store("songs/%d.flac".formatted(n), AudioEncoding.FLAC_16, RATE, song);
            specs.add(remix(input, variant("quiet", "vocals", -6)));
        }
        RemixRunner runner = bench.runner(DecoderLimits.DEFAULT, bench.space(1 << 28), Workbench.lenient());
        List<String> alone = new ArrayList<>();
        for (RemixSpec spec : specs) {
            alone.add(sha256(runner, spec));
        }
        NetworkUse before = bench.models().use();

        List<String> together = new ArrayList<>();
        try (ExecutorService slots = Executors.newFixedThreadPool(FILES)) {
            List<Future<String>> running = specs.stream()
                    .map(spec -> slots.submit(() -> sha256(runner, spec)))
                    .toList();
            for (Future<String> one : running) {
                together.add(one.get());
            }
        }

        assertThat(together).isEqualTo(alone);
        assertThat(together).doesNotHaveDuplicates();
        NetworkUse after = bench.models().use();
        assertThat(after.channels() - before.channels()).isEqualTo(before.channels());
        assertThat(bench.networkHeld()).as("nobody has it alone").isZero();
    }

    private static String sha256(RemixRunner runner, RemixSpec spec) throws Exception {
        return result(runner.run(spec, remixing(), WatchedAttempt.undisturbed()))
                .outputs()
                .getFirst()
                .object()
                .sha256();
    }
}
