package dev.fader.cli.prove;

import dev.fader.schemas.notation.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader prove pool}: remixing and training share workers, and neither pays more than was said. */
@Command(
        name = "pool",
        description = {
            "Remix a batch of short files on two workers, first alone and then while two runs train, and see that",
            "training costs the batch no more than the wait after which it makes room, that training goes on",
            "meanwhile, and that the runs end with the weights of undisturbed ones."
        },
        mixinStandardHelpOptions = true)
final class ProvePoolCommand implements Callable<Integer> {

    private static final int WORKERS = 2;

    @Option(names = "--files", description = "of the batch (default: ${DEFAULT-VALUE})")
    private int files = 200;

    @Option(names = "--epochs", description = "of each run (default: ${DEFAULT-VALUE})")
    private int epochs = 40;

    @Option(names = "--steps", description = "of an epoch (default: ${DEFAULT-VALUE})")
    private int steps = 100;

    @Option(
            names = "--target",
            description = "seconds that a file may wait before training makes room (default: ${DEFAULT-VALUE})")
    private int target = 20;

    @Mixin
    private ProofOptions options = new ProofOptions();

    @Override
    public Integer call() throws Exception {
        Consumer<String> screen = ProofOptions.screen();
        Path folder = options.data().resolve("proof");
        SmallTraining training = new SmallTraining(folder, epochs, steps);
        PoolReport report;
        try (ProofStack proof = ProofStack.start(
                options.data(),
                WORKERS,
                Map.of("fader.pool.batch-wait", target + "s", "fader.lease.duration", "12s"),
                screen)) {
            Map<Long, Path> undisturbed = new TreeMap<>();
            for (long seed = 1; seed <= WORKERS; seed++) {
                undisturbed.put(seed, training.undisturbed(seed));
                screen.accept("undisturbed run %d has ended".formatted(seed));
            }
            report = new PoolProof(proof, training, folder, screen).run(files, Duration.ofSeconds(target), undisturbed);
        }
        report.print(options.json());
        return ExitCode.ofCheck(report.ok());
    }
}
