package dev.fader.cli.bench;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.RunningStack;
import dev.fader.cli.local.StackOptions;
import dev.fader.cli.local.StackPlan;
import dev.fader.cli.supervise.Patience;
import dev.fader.schemas.notation.Elapsed;
import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader bench remix}: speed and memory of remixing, file by file and on the whole service. */
@Command(
        name = "remix",
        description = {
            "Measure speed, memory and the network's share of the time, and compare them with what is promised.",
            "What is measured goes to standard error; one JSON line goes to standard output.",
            "On two cores all of it takes about an hour and a half, and 3 GiB of disk."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every bound holds",
            "1:a task of the benchmark failed",
            "2:wrong usage",
            "3:a part could not be started",
            "4:a bound is broken"
        })
final class BenchRemixCommand implements Callable<Integer> {

    private static final double SEAM_MINUTES = 0.4;

    @Mixin
    private StackOptions options = new StackOptions();

    @Mixin
    @SuppressWarnings("UnusedVariable") // nothing changes with it
    private AlwaysJson json = new AlwaysJson();

    @Option(
            names = "--minutes",
            split = ",",
            paramLabel = "MINUTES",
            description = "lengths of single files; 0 for none (default: ${DEFAULT-VALUE})",
            defaultValue = "1,10,60,180")
    private List<Double> minutes = List.of();

    @Option(
            names = "--batch",
            paramLabel = "FILES",
            description = "files of the batch on the whole service; 0 for none (default: ${DEFAULT-VALUE})")
    private int batchFiles = 20;

    @Option(
            names = "--batch-minutes",
            paramLabel = "MINUTES",
            description = "length of each of them (default: ${DEFAULT-VALUE})")
    private double batchMinutes = 3;

    @Option(
            names = "--short-tasks",
            paramLabel = "TASKS",
            description = "tasks of three seconds on one worker; 0 for none (default: ${DEFAULT-VALUE})")
    private int shortTasks = 1000;

    @Option(
            names = "--device",
            description = "of the worker: auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})",
            defaultValue = "auto")
    private String device = "auto";

    @Override
    public Integer call() throws Exception {
        Path folder = options.data().resolve("bench");
        Files.createDirectories(folder);
        Installation installation = Installation.ofThisProcess();
        TrainerRuns trainer = new TrainerRuns(installation, folder);
        List<FileFigures> files = files(trainer);
        // shorter files have no seams
        SeamFigures seams = minutes.stream().anyMatch(length -> length >= SEAM_MINUTES) ? seams(trainer) : null;
        RemixReport report = batchFiles > 0 || shortTasks > 0
                ? onTheService(installation, folder, trainer, files, seams)
                : RemixReport.of(files, seams, null, null, false);
        report.bounds().forEach(bound -> say(bound.line()));
        System.out.println(report.json());
        return report.ok() ? 0 : ExitCode.NOT_AS_IT_SHOULD_BE;
    }

    private List<FileFigures> files(TrainerRuns trainer) throws IOException, InterruptedException {
        List<FileFigures> files = new ArrayList<>();
        for (double length : minutes) {
            if (length > 0) {
                say("making a song of %s min, then remixing it in a process of its own".formatted(length));
                FileFigures figures = trainer.remix(trainer.song(length));
                say(figures.line());
                files.add(figures);
            }
        }
        return files;
    }

    private static SeamFigures seams(TrainerRuns trainer) throws IOException, InterruptedException {
        SeamFigures seams = trainer.seams(trainer.song(SEAM_MINUTES));
        say(seams.line());
        return seams;
    }

    private RemixReport onTheService(
            Installation installation,
            Path folder,
            TrainerRuns trainer,
            List<FileFigures> files,
            @Nullable SeamFigures seams)
            throws IOException, InterruptedException {
        Path song = trainer.song(batchMinutes);
        Path clip = trainer.song(0.05);
        Path data = folder.resolve("stack");
        if (RunningStack.find(data).isEmpty()) {
            // each run begins with an empty service; its logs stay until the next
            delete(data);
        }
        LocalStack stack = new LocalStack(
                new StackPlan(installation, data, options.ports(), 1, Map.of("fader.worker.device", device)),
                Patience.DEFAULT,
                BenchRemixCommand::say);
        // Ctrl-C ends here; so does an error
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        try {
            stack.start();
            ServiceBench service = new ServiceBench(
                    new FaderClient(options.ports().api()),
                    new ServiceProcess(
                            stack.part("worker-1").pid(), options.ports().workerApi(0)),
                    folder,
                    BenchRemixCommand::say);
            BatchFigures batch = batchFiles > 0 ? service.batch(song, batchFiles) : null;
            if (batch != null) {
                say(batch.line());
            }
            MemoryFigures memory = shortTasks > 0 ? service.shortTasks(clip, shortTasks) : null;
            if (memory != null) {
                say(memory.line());
            }
            return RemixReport.of(files, seams, batch, memory, device.startsWith("cuda"));
        } catch (CommandFailure e) {
            throw stack.orStopped(e);
        } finally {
            stack.close();
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void say(String what) {
        Elapsed.say(what);
    }
}
