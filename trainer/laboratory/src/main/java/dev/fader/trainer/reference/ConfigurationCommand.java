package dev.fader.trainer.reference;

import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.configuration.Reference;
import dev.fader.trainer.data.Augmentation;
import dev.fader.trainer.data.ExampleConfig;
import dev.fader.trainer.experiment.Column;
import dev.fader.trainer.experiment.ExperimentPlan;
import dev.fader.trainer.foreign.SeparatorDescription;
import dev.fader.trainer.mixer.Weigher;
import dev.fader.trainer.mixing.MixerConfig;
import dev.fader.trainer.network.Network;
import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.training.TrainingConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code fader trainer configuration}: the page {@code docs/configuration.md}. */
@Command(
        name = "configuration",
        description =
                "Print what every key of a configuration is, which values it takes, and what is meant without it.",
        mixinStandardHelpOptions = true)
public final class ConfigurationCommand implements Callable<Integer> {

    private static final String PAGE = """
            # Configuration reference

            Every key of what you write for the trainer, printed by `./fader trainer configuration` from the records that files are read into. A file is looked at whole: a key that is
            unknown, missing or out of range is told with its line. "Paper" is "Don't Separate, Learn to Remix", "record" its authors' code; [Training](training.md) says how it all goes together.

            `--set KEY=VALUE` stands for a key of the file, on `train`, `examples` and `preset`: `--set batchSize=8 --set examples.augmentation.tiltRangeDb=0 --set 'sources=["vocals", "accompaniment"]'`. A value
            that is no JSON is a text.

            ## Training

            What `train --config` reads and `preset` prints.

            %s
            ## Networks

            The value of `network`. "Paper" of those beside `conv_tasnet` is theirs.

            %s
            ## Objectives

            The value of `objective`: its keys tell which one it is.

            %s
            ## Examples

            The value of `examples`.

            %s
            ## Augmentation

            The value of `examples.augmentation`: what is done to each source by itself before sources are mixed, in the order of this table.

            %s
            ## Mixers

            What `train-mixer --config` reads and `mixer-preset` prints; "from" is MDX-Mixer's paper.

            %s
            A separator of `separators`:

            %s
            ## Weighers

            The value of `weigher`.

            %s
            ## Experiments

            What `experiment --plan` reads.

            %s
            A cell:

            %s
            A column is one of these, and its keys tell which:

            %s
            ## Separators made elsewhere

            The description that `pack-separator` takes; [Separators](separators.md) has examples.

            %s
            Its `length`:

            %s
            Its `transform`:

            %s""";

    @Override
    public Integer call() {
        System.out.print(page());
        return ExitCode.DONE;
    }

    static String page() {
        Reference reference = new Reference(Json.MAPPER);
        return PAGE.formatted(
                reference.of(TrainingConfig.class),
                reference.of(Network.class),
                reference.of(Objective.class),
                reference.of(ExampleConfig.class),
                reference.of(Augmentation.class),
                reference.of(MixerConfig.class),
                reference.of(MixerConfig.Mixed.class),
                reference.of(Weigher.class),
                reference.of(ExperimentPlan.class),
                reference.of(ExperimentPlan.Cell.class),
                reference.of(Column.class),
                reference.of(SeparatorDescription.class),
                reference.of(SeparatorDescription.Length.class),
                reference.of(SeparatorDescription.Transform.class));
    }
}
