package dev.fader.cli.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.JavaProcess;
import dev.fader.cli.local.StorageProcess;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.notation.Elapsed;
import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader bench data}: whether training from object storage reads as fast as a network eats. */
@Command(
        name = "data",
        description = {
            "Open a data set from the embedded object storage, with an empty cache and again, draw examples from it, and",
            "compare that with a training step of the shipped network. One JSON line goes to standard output."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the network waits for neither storage nor reader, and opening again takes less than a second",
            "1:the measurement failed",
            "2:wrong usage",
            "3:the trainer or the worker is not built",
            "4:slower than that"
        })
final class BenchDataCommand implements Callable<Integer> {

    @Mixin
    @SuppressWarnings("UnusedVariable") // nothing changes with it
    private AlwaysJson json = new AlwaysJson();

    @Option(names = "--songs", description = "of the data set, of five files each (default: ${DEFAULT-VALUE})")
    private int songs = 10;

    @Option(names = "--seconds", description = "length of a song (default: ${DEFAULT-VALUE})")
    private double seconds = 30;

    @Option(names = "--device", description = "of the network: auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Override
    public Integer call() throws Exception {
        Installation installation = Installation.ofThisProcess();
        Path folder = Files.createDirectories(
                installation.defaultData().resolve("bench").resolve("data"));
        Path set = folder.resolve("songs-%d-%s".formatted(songs, seconds));
        Elapsed.say("making %d songs in %s, where they are not there yet".formatted(songs, set));
        trainer(
                installation,
                folder,
                "synthesize",
                "--out",
                set.toString(),
                "--songs",
                Integer.toString(songs),
                "--seconds",
                Double.toString(seconds));
        DataReport report = new DataReport(reading(installation, folder, set), network(installation, folder));
        Elapsed.say(report.text());
        report.json().print();
        return ExitCode.ofCheck(report.ok());
    }

    private static DataReport.Reading reading(Installation installation, Path folder, Path set)
            throws IOException, InterruptedException {
        Elapsed.say("uploading them, then opening them as a training run does");
        try (StorageProcess storage = StorageProcess.start(folder.resolve("objects"), folder)) {
            String printed = run(
                    folder,
                    new JavaProcess.Recipe(
                            "the worker's benchmark of reading",
                            installation.workerClasses(),
                            "dev.fader.worker.dataset.ReadingBench",
                            JavaProcess.FOR_AUDIO,
                            List.of(
                                    storage.address(),
                                    set.toString(),
                                    folder.resolve("cache").toString())),
                    "reading");
            return FaderJson.read(printed, DataReport.Reading.class);
        }
    }

    /** Seconds of audio in a second. */
    private double network(Installation installation, Path folder) throws IOException, InterruptedException {
        Elapsed.say("timing a training step of the shipped network");
        String printed = trainer(
                installation,
                folder,
                "bench-network",
                "--step",
                "training",
                "--weights",
                installation.models().resolve("default.safetensors").toString(),
                "--rounds",
                "3",
                "--repetitions",
                "1",
                "--device",
                device);
        return FaderJson.read(printed, JsonNode.class)
                .path("ours")
                .path("audio_seconds_per_second")
                .asDouble();
    }

    private static String trainer(Installation installation, Path folder, String... arguments)
            throws IOException, InterruptedException {
        return run(
                folder,
                new JavaProcess.Recipe(
                        "the trainer's command " + arguments[0],
                        installation.trainer(),
                        "dev.fader.trainer.cli.TrainerCommand",
                        List.of("-Xmx2g"),
                        List.of(arguments)),
                arguments[0]);
    }

    private static String run(Path folder, JavaProcess.Recipe recipe, String name)
            throws IOException, InterruptedException {
        Path output = folder.resolve(name + ".out");
        try (JavaProcess process = JavaProcess.start(recipe, output, folder.resolve(name + ".log"))) {
            process.join();
        }
        return Files.readString(output).strip();
    }
}
