package dev.fader.trainer.cli;

import dev.fader.schemas.notation.ExitCode;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.trainer.benchmark.BenchFileCommand;
import dev.fader.trainer.benchmark.BenchFormsCommand;
import dev.fader.trainer.benchmark.BenchMetricsCommand;
import dev.fader.trainer.benchmark.BenchNetworkCommand;
import dev.fader.trainer.benchmark.BenchSeamsCommand;
import dev.fader.trainer.benchmark.BenchSongCommand;
import dev.fader.trainer.catalogue.CatalogueCommand;
import dev.fader.trainer.catalogue.ScoreCommand;
import dev.fader.trainer.curves.TensorboardCommand;
import dev.fader.trainer.data.CheckDataCommand;
import dev.fader.trainer.data.SongStatisticsCommand;
import dev.fader.trainer.engines.EnginesCommand;
import dev.fader.trainer.evaluation.EvaluateCommand;
import dev.fader.trainer.evaluation.LeakageCommand;
import dev.fader.trainer.evaluation.separation.SeparateCommand;
import dev.fader.trainer.exchange.ExportCommand;
import dev.fader.trainer.exchange.ImportCommand;
import dev.fader.trainer.exchange.PackSeparatorCommand;
import dev.fader.trainer.experiment.ExperimentCommand;
import dev.fader.trainer.metrics.MetricsCommand;
import dev.fader.trainer.mixing.MeanMixerCommand;
import dev.fader.trainer.mixing.MixCommand;
import dev.fader.trainer.mixing.MixerPresetCommand;
import dev.fader.trainer.mixing.TrainMixerCommand;
import dev.fader.trainer.parity.ParityCommand;
import dev.fader.trainer.realmusic.RealMusicCommand;
import dev.fader.trainer.reference.ConfigurationCommand;
import dev.fader.trainer.report.CompareCommand;
import dev.fader.trainer.report.ReportCommand;
import dev.fader.trainer.training.ExamplesCommand;
import dev.fader.trainer.training.HalveHopCommand;
import dev.fader.trainer.training.PresetCommand;
import dev.fader.trainer.training.TrainCommand;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.TypeConversionException;

/** The researcher's command line: {@code fader trainer …}. */
@Command(
        name = "trainer",
        description = "Train, measure and run the networks that move faders.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SynthesizeCommand.class,
            SoundFontSelectionCommand.class,
            SoundsCommand.class,
            CheckDataCommand.class,
            SongStatisticsCommand.class,
            PresetCommand.class,
            ConfigurationCommand.class,
            TrainCommand.class,
            ExamplesCommand.class,
            EvaluateCommand.class,
            SeparateCommand.class,
            MixerPresetCommand.class,
            TrainMixerCommand.class,
            MeanMixerCommand.class,
            MixCommand.class,
            LeakageCommand.class,
            RealMusicCommand.class,
            MetricsCommand.class,
            ExperimentCommand.class,
            TensorboardCommand.class,
            ReportCommand.class,
            CompareCommand.class,
            RemixCommand.class,
            ParityCommand.class,
            HalveHopCommand.class,
            ExportCommand.class,
            ImportCommand.class,
            PackSeparatorCommand.class,
            CatalogueCommand.class,
            ScoreCommand.class,
            EnginesCommand.class,
            BenchSongCommand.class,
            BenchFileCommand.class,
            BenchNetworkCommand.class,
            BenchFormsCommand.class,
            BenchSeamsCommand.class,
            BenchMetricsCommand.class
        })
public final class TrainerCommand {

    private static final Logger ENGINE_LOG = Logger.getLogger("ai.djl");

    /** What is logged is a line for a user, without the time and place that a service would have. */
    private static final String LOG_FORMAT = "java.util.logging.SimpleFormatter.format";

    /** How long a command that is told to end may take to. */
    private static final Duration STOP = Duration.ofSeconds(3);

    private TrainerCommand() {}

    public static void main(String[] args) {
        // the engine tells at length how it found its libraries; a command's output is for its user
        ENGINE_LOG.setLevel(Level.SEVERE);
        if (System.getProperty(LOG_FORMAT) == null) {
            System.setProperty(LOG_FORMAT, "%5$s%6$s%n");
        }
        CountDownLatch ended = new CountDownLatch(1);
        stopBeforeTheEngine(Thread.currentThread(), ended);
        int code = commands().execute(args);
        ended.countDown();
        System.exit(code);
    }

    /** The engine's libraries are taken down while a process ends: a command that is in the midst of them would crash it. */
    private static void stopBeforeTheEngine(Thread command, CountDownLatch ended) {
        Thread stop = new Thread(
                () -> {
                    command.interrupt();
                    try {
                        if (!ended.await(STOP.toSeconds(), TimeUnit.SECONDS)) {
                            System.err.println("fader trainer: what runs did not stop in time, and is cut off");
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                },
                "stop");
        Runtime.getRuntime().addShutdownHook(stop);
    }

    /** All commands, as they are called. */
    public static CommandLine commands() {
        return new CommandLine(new TrainerCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .registerConverter(Gain.class, text -> understood(text, Gain::parse))
                .registerConverter(OutputFormat.class, text -> understood(text, OutputFormat::parse))
                .registerConverter(LoudnessPolicy.class, text -> understood(text, LoudnessPolicy::parse))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    String reason = reason(failure);
                    String where = FullDisk.explains(reason)
                            ? FullDisk.among(parsed).map(disk -> "; " + disk).orElse("")
                            : "";
                    command.getErr().println("fader trainer " + command.getCommandName() + ": " + reason + where);
                    return ExitCode.FAILED;
                });
    }

    private static <T> T understood(String text, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** What went wrong, to its root, in one line. */
    private static String reason(Throwable failure) {
        if (failure instanceof InterruptedException || failure instanceof ClosedByInterruptException) {
            return "stopped";
        }
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (failure instanceof NoSuchFileException) {
            message = "there is no file " + message;
        }
        Throwable cause = failure.getCause();
        return cause == null || message.contains(String.valueOf(cause.getMessage()))
                ? message
                : message + ": " + reason(cause);
    }
}
