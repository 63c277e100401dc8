package dev.fader.cli.prove;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.DownloadFolder;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Query;
import dev.fader.cli.client.Reconnecting;
import dev.fader.cli.local.LocalStack;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.remix.Gain;
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
 * Short files through the whole service, while its stores are taken away one after the other and its workers are killed
 * again and again. Before each fault some of the files are submitted, so that each finds work in hand.
 */
final class OutageProof {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration AFTER_A_FAULT = Duration.ofMinutes(2);

    /**
     * How hard it is.
     *
     * @param files of all faults together, one poison file among them
     * @param seconds of audio in a file
     * @param away how long each store is taken away
     * @param kills pause between two kills of workers
     * @param patience how long the last files may take after the last fault
     */
    record Plan(int files, double seconds, List<Fault> faults, Duration away, Duration kills, Duration patience) {}

    private final LocalStack stack;
    private final StoreFaults faults;
    private final FaderClient client;
    private final Ledger ledger;
    private final Path folder;
    private final Consumer<String> screen;
    private @Nullable TaskId poison;
    private int submitted;

    /** @param folder for the files, and outputs that are fetched to be looked at */
    OutageProof(
            LocalStack stack,
            StoreFaults faults,
            FaderClient client,
            Ledger ledger,
            Path folder,
            Consumer<String> screen) {
        this.stack = stack;
        this.faults = faults;
        this.client = client.with(new Reconnecting(AFTER_A_FAULT, screen));
        this.ledger = ledger;
        this.folder = folder;
        this.screen = screen;
    }

    OutageReport run(Plan plan, int workers) throws IOException, InterruptedException, SQLException {
        Instant begun = Instant.now();
        int each = Math.ceilDiv(plan.files(), plan.faults().size());
        try (WorkerKills kills = new WorkerKills(stack, ledger, workers, screen)) {
            submit(plan, Math.min(each, plan.files()));
            kills.poison(poisonTask());
            kills.every(plan.kills());
            for (Fault fault : plan.faults()) {
                if (submitted < plan.files() && !faults.recoveries().isEmpty()) {
                    submit(plan, Math.min(each, plan.files() - submitted));
                }
                faults.suffer(fault, plan.away());
            }
            if (submitted < plan.files()) {
                submit(plan, plan.files() - submitted);
            }
            awaitEnd(plan.patience());
            return report(kills.count(), Duration.between(begun, Instant.now()));
        }
    }

    private void submit(Plan plan, int files) throws IOException, InterruptedException {
        awaitReady();
        Path songs = Files.createDirectories(folder.resolve("songs"));
        List<SubmitBatch.Item> items = new ArrayList<>();
        for (int n = 0; n < files; n++) {
            boolean isPoison = submitted == 0 && n == 0;
            // long enough that its worker is seen to have it
            double seconds = isPoison ? Math.max(30, plan.seconds()) : plan.seconds();
            Path song = ToneFile.write(
                    songs.resolve((isPoison ? "poison-%03d.wav" : "song-%03d.wav").formatted(submitted + n)),
                    seconds,
                    submitted + n);
            Map<String, @Nullable Gain> gains = new HashMap<>(Map.of("vocals", new Gain(-3), "drums", new Gain(2)));
            items.add(SubmitBatch.Item.of(client.upload(song), gains, OutputFormat.SAME));
            Files.delete(song);
        }
        client.submit(SubmitBatch.of(TaskClass.BATCH, items));
        submitted += files;
        screen.accept("%d files submitted".formatted(submitted));
    }

    private void awaitReady() throws InterruptedException {
        long end = System.nanoTime() + AFTER_A_FAULT.toNanos();
        while (!client.isReady()) {
            if (System.nanoTime() > end) {
                throw CommandFailure.failed(
                        "the coordinator is not ready %d s after a fault is over".formatted(AFTER_A_FAULT.toSeconds()));
            }
            Thread.sleep(LOOK);
        }
    }

    private TaskId poisonTask() {
        TaskId found = tasks().stream()
                .filter(task -> task.title().contains("poison-"))
                .map(TaskView::id)
                .findFirst()
                .orElseThrow(() -> CommandFailure.failed("the poison file was not accepted"));
        poison = found;
        return found;
    }

    private List<TaskView> tasks() {
        List<TaskView> tasks = new ArrayList<>();
        client.tasks(new Query(), Integer.MAX_VALUE, tasks::add);
        return tasks;
    }

    private void awaitEnd(Duration patience) throws InterruptedException, SQLException {
        screen.accept("no more faults but the kills; waiting for every file's verdict");
        long end = System.nanoTime() + patience.toNanos();
        long shown = -1;
        while (System.nanoTime() < end) {
            Ledger.Account account = ledger.account();
            int open = account.open();
            if (open == 0) {
                return;
            }
            if (open / 20 != shown) {
                screen.accept("%d of %d files are open".formatted(open, submitted));
                shown = open / 20;
            }
            Thread.sleep(LOOK);
        }
    }

    private OutageReport report(int kills, Duration took) throws SQLException {
        Ledger.Account account = ledger.account();
        return new OutageReport(
                submitted,
                account.in("DONE") + account.in("REVIEW"),
                account.in("FAILED"),
                account.in("QUARANTINED"),
                ledger.quarantined().filter(task -> task.equals(poison)).isPresent(),
                submitted - account.all() + account.open(),
                account.doubled() + account.resultsWithoutEnd(),
                damaged(),
                kills,
                faults.untold(),
                faults.recoveries(),
                took);
    }

    /** Fetches every output; the client compares length and checksum. */
    private int damaged() {
        int damaged = 0;
        DownloadFolder outputs = new DownloadFolder(folder.resolve("outputs"));
        for (TaskView task : tasks()) {
            if (task.state().hasResult()) {
                ResultView result = client.result(task.id());
                for (ResultView.Download download : result.downloads()) {
                    try {
                        Files.delete(client.download(download, outputs, task.id() + "-" + download.name()));
                    } catch (CommandFailure | IOException e) {
                        screen.accept("%s: %s".formatted(task.id(), e.getMessage()));
                        damaged++;
                    }
                }
            }
        }
        return damaged;
    }
}
