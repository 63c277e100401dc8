package dev.fader.cli.prove;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.DownloadFolder;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.client.Query;
import dev.fader.cli.client.Reconnecting;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.Ports;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.OutputFormat;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
    private final Ports ports;
    private final Map<Fault.Store, FaultyLink> links;
    private final FaderClient client;
    private final Ledger ledger;
    private final Path folder;
    private final Consumer<String> screen;
    private final Set<String> untold = new LinkedHashSet<>();
    private final Map<String, Double> recoveries = new LinkedHashMap<>();
    private @Nullable TaskId poison;
    private int submitted;

    /** @param folder for the files, and outputs that are fetched to be looked at */
    OutageProof(
            LocalStack stack,
            Ports ports,
            Map<Fault.Store, FaultyLink> links,
            Ledger ledger,
            Path folder,
            Consumer<String> screen) {
        this.stack = stack;
        this.ports = ports;
        this.links = links;
        this.client = new FaderClient(ports.api()).with(new Reconnecting(AFTER_A_FAULT, screen));
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
                if (submitted < plan.files() && !recoveries.isEmpty()) {
                    submit(plan, Math.min(each, plan.files() - submitted));
                }
                awaitWork();
                suffer(fault, plan.away());
                awaitRecovery(fault);
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

    /** A fault while nothing is in hand would prove nothing. */
    private void awaitWork() throws InterruptedException, SQLException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (ledger.account().in("RUNNING") == 0 && System.nanoTime() < end) {
            Thread.sleep(LOOK);
        }
    }

    private void suffer(Fault fault, Duration away) throws IOException, InterruptedException {
        FaultyLink link = links.get(fault.store());
        if (link == null) {
            throw new IllegalArgumentException("no link to " + fault.store());
        }
        screen.accept("%s for %d s".formatted(fault, away.toSeconds()));
        switch (fault.way()) {
            case KILLED -> {
                link.cut();
                stack.part(fault.store().part()).process().ifPresent(ProcessHandle::destroyForcibly);
            }
            case FROZEN -> link.freeze(true);
        }
        Instant end = Instant.now().plus(away);
        boolean told = false;
        while (Instant.now().isBefore(end)) {
            Thread.sleep(LOOK);
            told |= healthNames(fault.store());
        }
        if (!told) {
            untold.add(fault.toString());
        }
        switch (fault.way()) {
            case KILLED -> link.open();
            case FROZEN -> link.freeze(false);
        }
        screen.accept("%s is over%s".formatted(fault, told ? "" : ", and the coordinator's health said nothing of it"));
    }

    /** The next fault comes when work has gone on, or it would hide how long that takes. */
    private void awaitRecovery(Fault fault) throws InterruptedException, SQLException {
        Instant healed = Instant.now();
        Duration recovery = Duration.ZERO;
        while (recovery.isZero()
                && Duration.between(healed, Instant.now()).compareTo(AFTER_A_FAULT) < 0
                && ledger.account().open() > 0) {
            Thread.sleep(LOOK);
            recovery = ledger.recovery(healed);
        }
        double seconds = recovery.toMillis() / 1000.0;
        recoveries.put(fault.toString(), seconds);
        screen.accept("work went on %.1f s later".formatted(seconds));
    }

    /** Whether the coordinator says that it is not ready, and why. */
    private boolean healthNames(Fault.Store store) throws InterruptedException {
        URI health = ports.api().resolve("/q/health/ready");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(health)
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 503 && answer.body().contains(store.words());
        } catch (IOException e) {
            return false;
        }
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
                List.copyOf(untold),
                recoveries,
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
