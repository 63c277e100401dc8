package dev.fader.trainer.training;

import dev.fader.trainer.data.DataOptions;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.evaluation.RunAudio;
import dev.fader.trainer.progress.ProgressLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader trainer train}: trains, or goes on training, in a folder. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Train a remixer; started again in the same folder, it goes on.")
public final class TrainCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions config = new ConfigurationOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--run", required = true, description = "folder for checkpoint, best weights and log")
    private Path run = Path.of("");

    @Option(names = "--from", description = "model whose weights the run starts with (default: drawn from the seed)")
    private @Nullable Path from;

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Option(
            names = "--listen-every",
            paramLabel = "STEPS",
            description =
                    "keep some seconds of a song of validation in RUN/listen, as the best weights separate it every so many"
                            + " steps; 'report --runs' plays them (default: never)")
    private long listenEvery;

    @Override
    public Integer call() throws Exception {
        TrainingConfig settings = config.read();
        ProgressBarBuilder bar = ProgressLine.of("train")
                .setInitialMax(settings.budget().steps())
                .setUpdateIntervalMillis(1000);
        long start = System.nanoTime();
        Path best;
        Bar watch;
        try (ProgressBar progress = bar.build()) {
            watch = new Bar(progress, listenEvery > 0 ? audio(settings) : null, run.resolve("best.safetensors"));
            best = new Trainer(new NetworkTraining(settings, data.location(), from), run, Device.named(device), watch)
                    .train();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.err.printf(
                Locale.ROOT,
                "%s in %s; %.0f s, of which the network waited %.1f %% for examples%n",
                watch.summary,
                best,
                seconds,
                100 * watch.waited.toNanos() / 1e9 / seconds);
        return 0;
    }

    private RunAudio audio(TrainingConfig settings) throws IOException {
        StemDataset songs = data.location()
                .open("validation", settings.data().sources(), settings.data().sampleRateHz());
        return new RunAudio(run, songs.songs().getFirst(), Device.named(device), listenEvery);
    }

    private static final class Bar implements TrainingProgress {

        private final ProgressBar bar;
        private final @Nullable RunAudio audio;
        private final Path best;
        private String validation = "";
        private String summary = "nothing was left to do: the weights are";
        private Duration waited = Duration.ZERO;

        Bar(ProgressBar bar, @Nullable RunAudio audio, Path best) {
            this.bar = bar;
            this.audio = audio;
            this.best = best;
        }

        @Override
        public void step(long step, Report report, double learningRate) {
            bar.stepTo(step + 1);
            bar.setExtraMessage("loss %.2f dB%s".formatted(report.lossDb(), validation));
        }

        @Override
        public void validated(long step, double sdrDb, double bestSdrDb) {
            validation = ", validation %.2f dB (best %.2f)".formatted(sdrDb, bestSdrDb);
            summary = "best validation %.2f dB, its weights".formatted(bestSdrDb);
            if (audio != null) {
                try {
                    audio.validated(best, step);
                } catch (IOException e) {
                    // the run is worth more than what one hears of it
                    System.err.println("nothing to listen to was kept: " + e.getMessage());
                }
            }
        }

        @Override
        public void waited(Duration forExamples) {
            waited = forExamples;
        }
    }
}
