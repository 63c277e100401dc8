package dev.fader.cli;

import dev.fader.cli.batch.AcceptCommand;
import dev.fader.cli.batch.BatchesCommand;
import dev.fader.cli.batch.CancelCommand;
import dev.fader.cli.batch.ChangeCommand;
import dev.fader.cli.batch.DeleteCommand;
import dev.fader.cli.batch.PauseCommand;
import dev.fader.cli.batch.ReportCommand;
import dev.fader.cli.batch.ResultsCommand;
import dev.fader.cli.batch.RetryCommand;
import dev.fader.cli.batch.TasksCommand;
import dev.fader.cli.batch.WatchCommand;
import dev.fader.cli.bench.BenchCommand;
import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.dataset.DatasetsCommand;
import dev.fader.cli.demo.DemoCommand;
import dev.fader.cli.doctor.DoctorCommand;
import dev.fader.cli.model.ModelsCommand;
import dev.fader.cli.model.PromoteCommand;
import dev.fader.cli.model.RecallCommand;
import dev.fader.cli.preset.PresetsCommand;
import dev.fader.cli.prove.ProveCommand;
import dev.fader.cli.run.CompareCommand;
import dev.fader.cli.run.RunCommand;
import dev.fader.cli.run.RunsCommand;
import dev.fader.cli.run.TrainCommand;
import dev.fader.cli.submit.PreviewCommand;
import dev.fader.cli.submit.SubmitCommand;
import dev.fader.cli.submit.VariantOption;
import dev.fader.cli.sweep.SweepCommand;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.RunId;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import java.util.function.Function;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line {@code fader}: client, embedded stack and demonstration. */
@Command(
        name = "fader",
        mixinStandardHelpOptions = true,
        version = "Fader 0.1.0",
        description = "Moves the faders of finished mixes, in bulk.",
        footer = {
            "",
            "The script has two more: 'fader trainer' trains and measures networks, 'fader test' runs all tests.",
            "",
            "Exit codes, of 'fader trainer' as well: 0 done; 1 something was refused or failed; 2 wrong usage;",
            "3 a part of the service cannot be reached or started; 4 all was looked at, and it is not as it should be;",
            "5 the service has not answered for too long (--reconnect)."
        },
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            DoctorCommand.class,
            DrainCommand.class,
            SubmitCommand.class,
            PreviewCommand.class,
            WatchCommand.class,
            BatchesCommand.class,
            TasksCommand.class,
            ResultsCommand.class,
            ReportCommand.class,
            CancelCommand.class,
            PauseCommand.class,
            PauseCommand.Resume.class,
            RetryCommand.class,
            AcceptCommand.class,
            ChangeCommand.class,
            DeleteCommand.class,
            TrainCommand.class,
            RunsCommand.class,
            RunCommand.class,
            CompareCommand.class,
            SweepCommand.class,
            PresetsCommand.class,
            ModelsCommand.class,
            PromoteCommand.class,
            RecallCommand.class,
            DatasetsCommand.class,
            AutoComplete.GenerateCompletion.class,
            BenchCommand.class,
            ProveCommand.class,
            CommandLine.HelpCommand.class
        })
public final class FaderCommand {

    private FaderCommand() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    /** In our words, where picocli would use its own. */
    private static <T> T understood(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new CommandLine.TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** With one-line errors; a failure that nobody foresaw keeps its stack trace. */
    static CommandLine commandLine() {
        return new CommandLine(new FaderCommand())
                .registerConverter(Gain.class, text -> understood(text, Gain::parse))
                .registerConverter(OutputFormat.class, text -> understood(text, OutputFormat::parse))
                .registerConverter(LoudnessPolicy.class, text -> understood(text, LoudnessPolicy::parse))
                .registerConverter(BatchId.class, text -> understood(text, BatchId::parse))
                .registerConverter(RunId.class, text -> understood(text, RunId::parse))
                .registerConverter(SweepId.class, text -> understood(text, SweepId::parse))
                .registerConverter(VariantOption.class, VariantOption::parse)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    if (failure instanceof CommandFailure known) {
                        command.getErr().println("fader " + command.getCommandName() + ": " + known.getMessage());
                        return known.exitCode();
                    }
                    throw failure;
                });
    }
}
