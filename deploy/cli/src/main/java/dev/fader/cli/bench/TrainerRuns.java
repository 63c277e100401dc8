package dev.fader.cli.bench;

import dev.fader.cli.local.Installation;
import dev.fader.cli.local.JavaProcess;
import dev.fader.schemas.FaderJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Commands of the trainer that make audio and measure it, each in a process of its own with a worker's memory. */
final class TrainerRuns {

    private final Installation installation;
    private final Path folder;

    /** @param folder where songs are kept from run to run */
    TrainerRuns(Installation installation, Path folder) {
        this.installation = installation;
        this.folder = folder;
    }

    /** A song of that length, made if it is not there. */
    Path song(double minutes) throws IOException, InterruptedException {
        Path song = folder.resolve("song-%s.flac".formatted(text(minutes)));
        run("bench-song", "--minutes", text(minutes), "--out", song.toString());
        return song;
    }

    FileFigures remix(Path song) throws IOException, InterruptedException {
        return FaderJson.read(run("bench-file", song.toString(), "--model", model()), FileFigures.class);
    }

    SeamFigures seams(Path song) throws IOException, InterruptedException {
        return FaderJson.read(run("bench-seams", song.toString(), "--model", model()), SeamFigures.class);
    }

    private String model() {
        return installation.models().resolve("default.safetensors").toString();
    }

    /** @return what it printed */
    private String run(String... arguments) throws IOException, InterruptedException {
        Path output = folder.resolve(arguments[0] + ".json");
        JavaProcess.Recipe recipe = new JavaProcess.Recipe(
                "the trainer's command " + arguments[0],
                installation.trainer(),
                "dev.fader.trainer.cli.TrainerCommand",
                JavaProcess.FOR_AUDIO,
                List.of(arguments));
        try (JavaProcess process = JavaProcess.start(recipe, output, folder.resolve("trainer.log"))) {
            process.join();
        }
        return Files.readString(output);
    }

    private static String text(double minutes) {
        return String.format(Locale.ROOT, "%.3f", minutes).replaceFirst("\\.?0+$", "");
    }
}
