package dev.fader.trainer.mixing;

import dev.fader.trainer.data.DataOptions;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixing.MixerTraining.EstimatedSongs;
import dev.fader.trainer.progress.ProgressLine;
import dev.fader.trainer.training.Trainer;
import dev.fader.trainer.training.TrainingProgress;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader trainer train-mixer}: trains, or goes on training, a mixer in a folder. */
@Command(
        name = "train-mixer",
        mixinStandardHelpOptions = true,
        description = {
            "Train a mixer of several separators' estimates (MDX-Mixer) on songs with true stems and a folder of estimates by each",
            "separator, as 'separate' writes them. Started again in the same folder, it goes on."
        })
public final class TrainMixerCommand implements Callable<Integer> {

    @Option(names = "--config", required = true, description = "hyper-parameters, JSON, as 'mixer-preset' prints them")
    private Path config = Path.of("");

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(
            names = "--estimates",
            paramLabel = "NAME=FOLDER",
            description = "estimates of the songs by a separator of the configuration; once for each")
    private Map<String, Path> estimates = new LinkedHashMap<>();

    @Option(names = "--run", required = true, description = "folder for checkpoint, best weights and log")
    private Path run = Path.of("");

    @Option(names = "--train-split", description = "part of the data set to learn from (default: ${DEFAULT-VALUE})")
    private String trainSplit = "train";

    @Option(names = "--validation-split", description = "part that decides (default: ${DEFAULT-VALUE})")
    private String validationSplit = "validation";

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Override
    public Integer call() throws Exception {
        MixerConfig settings = MixerConfig.read(config);
        Ingredients ingredients = Ingredients.of(settings, estimates);
        MixerTraining training = new MixerTraining(
                settings,
                data.location().name(),
                songs(settings, ingredients, trainSplit),
                songs(settings, ingredients, validationSplit));
        Path best;
        try (ProgressBar bar = ProgressLine.of("train-mixer")
                .setInitialMax(training.budget().steps())
                .setUpdateIntervalMillis(1000)
                .build()) {
            best = new Trainer(training, run, Device.named(device), new Bar(bar)).train();
        }
        System.err.printf(
                Locale.ROOT,
                "least loss in validation %s, the mixer is %s%n",
                MixerFile.read(best).provenance().get("validation_loss"),
                best);
        return 0;
    }

    private EstimatedSongs songs(MixerConfig settings, Ingredients ingredients, String split) throws IOException {
        return new EstimatedSongs(
                data.location().open(split, settings.sources(), settings.sampleRateHz()), ingredients);
    }

    private record Bar(ProgressBar bar) implements TrainingProgress {

        @Override
        public void step(long step, Report report, double learningRate) {
            bar.stepTo(step + 1);
            bar.setExtraMessage("loss %.4f".formatted(report.loss()));
        }
    }
}
