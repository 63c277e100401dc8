package dev.fader.cli.prove;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Reconnecting;
import dev.fader.cli.supervise.Supervised;
import dev.fader.schemas.RunId;
import dev.fader.schemas.api.RunView;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A run whose workers are killed again and again: at random moments, and in the middle of the commit that ends an epoch.
 * In the end it must be what it would have been.
 */
final class ResumeProof {

    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration A_WORKER = Duration.ofMinutes(3);
    private static final Duration A_COMMIT = Duration.ofMinutes(1);
    private static final Duration THE_END = Duration.ofMinutes(30);
    /** Every so manieth kill is in a commit. */
    private static final int IN_A_COMMIT = 2;

    private static final int LONGEST_MILLIS = 2500;

    private final ProofStack proof;
    private final SmallTraining training;
    private final RunLedger ledger;
    private final Random random;
    private final Consumer<String> screen;
    private final Set<String> killed = new HashSet<>();
    private int inCommits;

    ResumeProof(ProofStack proof, SmallTraining training, long seed, Consumer<String> screen) {
        this.proof = proof;
        this.training = training;
        this.ledger = new RunLedger(proof.database());
        this.random = new Random(seed);
        this.screen = screen;
    }

    /** @param away how long storage is taken away, after half of the kills */
    ResumeReport run(int kills, Duration away, Path undisturbed, Path folder)
            throws IOException, InterruptedException, SQLException {
        Instant begun = Instant.now();
        FaderClient client = proof.client().with(new Reconnecting(A_WORKER, screen));
        training.register(client);
        RunId run = training.submit(client, 1);
        for (int kill = 1; kill <= kills; kill++) {
            awaitWorker(run);
            if (kill % IN_A_COMMIT == 0) {
                killInACommit(run, kill);
            } else {
                Thread.sleep(random.nextInt(LONGEST_MILLIS));
                kill(run, kill, "at a random moment");
            }
            if (kill == kills / 2 && !away.isZero()) {
                takeStorageAway(run, away);
            }
        }
        RunView ended = SmallTraining.awaitEnd(client, run, THE_END);
        RunLedger.Account account = ledger.account(run);
        return new ResumeReport(
                kills,
                inCommits,
                away,
                training.epochs(),
                account,
                training.steps(),
                ledger.attempts(run),
                TrainedFiles.equal(client, ended, undisturbed, folder),
                Duration.between(begun, Instant.now()));
    }

    /** One that was killed is in the books until its lease expires. */
    private String awaitWorker(RunId run) throws InterruptedException, SQLException {
        long end = System.nanoTime() + A_WORKER.toNanos();
        while (System.nanoTime() < end) {
            Optional<String> worker = ledger.workerOf(run);
            if (worker.isPresent() && !killed.contains(worker.get())) {
                return worker.get();
            }
            Thread.sleep(LOOK);
        }
        throw CommandFailure.failed("nobody has trained %s for %d s, or it has ended already: see the logs"
                .formatted(run, A_WORKER.toSeconds()));
    }

    private void takeStorageAway(RunId run, Duration time) throws IOException, InterruptedException, SQLException {
        String unused = awaitWorker(run);
        screen.accept("storage is away for %d s".formatted(time.toSeconds()));
        proof.storage().cut();
        Thread.sleep(time);
        proof.storage().open();
        screen.accept("storage is there again");
    }

    private void killInACommit(RunId run, int number) throws InterruptedException, SQLException {
        try (RunLedger.HeldCommit held = ledger.holdCommits(run)) {
            long end = System.nanoTime() + A_COMMIT.toNanos();
            while (!held.waits() && System.nanoTime() < end) {
                Thread.sleep(LOOK);
            }
            boolean inTheCommit = held.waits();
            inCommits += inTheCommit ? 1 : 0;
            kill(run, number, inTheCommit ? "in a commit" : "though no commit came");
        }
    }

    private void kill(RunId run, int number, String when) throws InterruptedException, SQLException {
        String worker = awaitWorker(run);
        Supervised part = proof.stack().part(worker.replaceFirst("-[0-9a-f]{8}$", ""));
        part.process().ifPresent(process -> {
            screen.accept("kill %d, %s: %s (process %d)".formatted(number, when, worker, process.pid()));
            process.destroyForcibly();
        });
        killed.add(worker);
    }
}
