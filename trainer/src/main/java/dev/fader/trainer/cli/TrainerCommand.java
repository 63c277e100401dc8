package dev.fader.trainer.cli;

import dev.fader.trainer.evaluation.EvaluateCommand;
import dev.fader.trainer.parity.ParityCommand;
import dev.fader.trainer.songs.SoundFontSelectionCommand;
import dev.fader.trainer.songs.SynthesizeCommand;
import dev.fader.trainer.training.TrainCommand;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The researcher's command line: {@code fader trainer …}. */
@Command(
        name = "trainer",
        description = "Train, measure and run the networks that move faders.",
        mixinStandardHelpOptions = true,
        subcommands = {
            SynthesizeCommand.class,
            SoundFontSelectionCommand.class,
            TrainCommand.class,
            EvaluateCommand.class,
            ParityCommand.class
        })
public final class TrainerCommand {

    private static final Logger ENGINE_LOG = Logger.getLogger("ai.djl");

    private TrainerCommand() {}

    public static void main(String[] args) {
        // the engine tells at length how it found its libraries; a command's output is for its user
        ENGINE_LOG.setLevel(Level.SEVERE);
        System.exit(new CommandLine(new TrainerCommand()).execute(args));
    }
}
