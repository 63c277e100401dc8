package dev.fader.cli.prove;

import dev.fader.schemas.notation.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader prove resume}: a run whose workers die ends as one whose workers live. */
@Command(
        name = "resume",
        description = {
            "Train a run while its workers are killed at random moments and in the middle of commits, and storage is taken",
            "away for a while, and see that no epoch and no metric is missing or doubled, and that the weights are those of a run that",
            "the trainer's own command trained undisturbed."
        },
        mixinStandardHelpOptions = true)
final class ProveResumeCommand implements Callable<Integer> {

    private static final int WORKERS = 2;

    @Option(names = "--kills", description = "how often a worker is killed (default: ${DEFAULT-VALUE})")
    private int kills = 20;

    @Option(names = "--epochs", description = "of the run (default: ${DEFAULT-VALUE})")
    private int epochs = 30;

    @Option(names = "--steps", description = "of an epoch (default: ${DEFAULT-VALUE})")
    private int steps = 20;

    @Option(names = "--seed", description = "of the random moments (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--away",
            description = "seconds that storage is taken away, after half of the kills (default: ${DEFAULT-VALUE})")
    private int away = 120;

    @Option(names = "--lease", description = "seconds of a lease (default: ${DEFAULT-VALUE})")
    private int lease = 8;

    @Mixin
    private ProofOptions options = new ProofOptions();

    @Override
    public Integer call() throws Exception {
        Consumer<String> screen = ProofOptions.screen();
        ResumeReport report;
        try (ProofStack proof = ProofStack.start(
                options.data(),
                WORKERS,
                Map.of(
                        "fader.lease.duration",
                        lease + "s",
                        "fader.dispatch.worker-silence",
                        lease + "s",
                        // every kill is ours
                        "fader.lease.process-deaths",
                        "1000",
                        "fader.training.checkpoint-every",
                        "1s"),
                screen)) {
            Path folder = options.data().resolve("proof");
            SmallTraining training = new SmallTraining(folder, epochs, steps);
            Path undisturbed = training.undisturbed(1);
            screen.accept("the undisturbed run has ended");
            report = new ResumeProof(proof, training, seed, screen)
                    .run(kills, Duration.ofSeconds(away), undisturbed, folder.resolve("trained"));
        }
        report.print(options.json());
        return ExitCode.ofCheck(report.ok());
    }
}
