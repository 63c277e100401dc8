package dev.fader.cli.prove;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.RunId;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The same batch twice on one pool: alone, and while two runs train. Training may cost the batch no more than the wait
 * after which it makes room, and is in the end what it would have been.
 */
final class PoolProof {

    private static final Duration LOOK = Duration.ofMillis(300);
    private static final Duration THE_END = Duration.ofMinutes(40);
    private static final Duration A_START = Duration.ofMinutes(3);
    private static final double SECONDS = 2;

    private final ProofStack proof;
    private final SmallTraining training;
    private final RunLedger ledger;
    private final Path folder;
    private final Consumer<String> screen;

    PoolProof(ProofStack proof, SmallTraining training, Path folder, Consumer<String> screen) {
        this.proof = proof;
        this.training = training;
        this.ledger = new RunLedger(proof.database());
        this.folder = folder;
        this.screen = screen;
    }

    /**
     * @param target how long a file may wait before training makes room
     * @param undisturbed folders of the same runs without the service, by their seeds
     */
    PoolReport run(int files, Duration target, Map<Long, Path> undisturbed)
            throws IOException, InterruptedException, SQLException {
        Instant begun = Instant.now();
        FaderClient client = proof.client();
        training.register(client);
        List<ObjectRef> inputs = upload(client, files);
        List<Double> alone = remix(client, inputs);
        screen.accept("the batch alone: the last file waited %.1f s".formatted(alone.getLast()));

        Map<Long, RunId> runs = new HashMap<>();
        for (long seed : undisturbed.keySet()) {
            runs.put(seed, training.submit(client, seed));
        }
        awaitRunning(client, runs);
        long before = steps(runs);
        List<Double> beside = remix(client, inputs);
        long meanwhile = steps(runs) - before;
        screen.accept("the batch beside two runs: the last file waited %.1f s; %d steps were taken meanwhile"
                .formatted(beside.getLast(), meanwhile));
        boolean equal = true;
        long attempts = 0;
        for (Map.Entry<Long, RunId> run : runs.entrySet()) {
            RunView ended = SmallTraining.awaitEnd(client, run.getValue(), THE_END);
            Path same = undisturbed.get(run.getKey());
            equal &= same != null && TrainedFiles.equal(client, ended, same, folder.resolve("trained-" + run.getKey()));
            attempts += ledger.attempts(run.getValue());
        }
        return new PoolReport(
                files,
                target,
                alone,
                beside,
                meanwhile,
                attempts - (long) training.epochs() * runs.size(),
                equal,
                Duration.between(begun, Instant.now()));
    }

    private List<ObjectRef> upload(FaderClient client, int files) throws IOException {
        List<ObjectRef> inputs = new ArrayList<>();
        for (int n = 0; n < files; n++) {
            Path song = ToneFile.write(
                    Files.createDirectories(folder.resolve("songs")).resolve("song-%03d.wav".formatted(n)), SECONDS, n);
            inputs.add(client.upload(song));
            Files.delete(song);
        }
        return inputs;
    }

    /** @return how long each file waited, in seconds, shortest first */
    private List<Double> remix(FaderClient client, List<ObjectRef> inputs) throws InterruptedException, SQLException {
        List<SubmitBatch.Item> items = new ArrayList<>();
        for (ObjectRef input : inputs) {
            Map<String, @Nullable Gain> gains = new HashMap<>(Map.of("vocals", new Gain(-3), "drums", new Gain(2)));
            items.add(SubmitBatch.Item.of(input, gains, OutputFormat.SAME));
        }
        BatchId batch = client.submit(SubmitBatch.of(TaskClass.BATCH, items)).id();
        long end = System.nanoTime() + THE_END.toNanos();
        BatchView view = client.batch(batch);
        while (!view.state().isFinal() && System.nanoTime() < end) {
            Thread.sleep(LOOK);
            view = client.batch(batch);
        }
        if (view.state() != BatchState.COMPLETED) {
            throw CommandFailure.failed("%s is %s: %s".formatted(batch, view.state(), view.tasks()));
        }
        return ledger.waits(batch.uuid().toString());
    }

    /** Until every run has begun; one that has ended already is noticed by the steps that it does not take. */
    private static void awaitRunning(FaderClient client, Map<Long, RunId> runs) throws InterruptedException {
        long end = System.nanoTime() + A_START.toNanos();
        while (runs.values().stream()
                .anyMatch(run -> client.get("/v1/runs/" + run, RunView.class).step() == 0)) {
            if (System.nanoTime() > end) {
                throw CommandFailure.failed(
                        "a run has not begun within %d s: see the logs".formatted(A_START.toSeconds()));
            }
            Thread.sleep(LOOK);
        }
    }

    /** That were recorded: what a run did of an epoch before it made room is not in its view. */
    private long steps(Map<Long, RunId> runs) throws SQLException {
        long steps = 0;
        for (RunId run : runs.values()) {
            steps += ledger.account(run).steps();
        }
        return steps;
    }
}
