package dev.fader.trainer.training;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options of commands that need a configuration: where it is from, and what is another than it says. */
final class ConfigurationOptions {

    @ArgGroup(multiplicity = "1")
    private Origin origin = new Origin();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "another value for a key, such as batchSize=8 or examples.gainRangeDb=6; once for each")
    private List<String> settings = new ArrayList<>();

    private static final class Origin {

        @Option(names = "--config", paramLabel = "FILE", description = "the run's hyper-parameters, JSON")
        private @Nullable Path file;

        @Option(
                names = "--preset",
                paramLabel = "NAME",
                description = "those of a preset, as 'preset' prints them: ${COMPLETION-CANDIDATES}")
        private @Nullable TrainingPreset preset;
    }

    /** @throws IOException saying all that is wrong with it */
    TrainingConfig read() throws IOException {
        if (origin.file != null) {
            return TrainingConfig.read(origin.file, settings);
        }
        TrainingPreset preset = origin.preset == null ? TrainingPreset.PAPER : origin.preset;
        return preset.config().with("the preset " + preset, settings);
    }
}
