package dev.fader.cli.prove;

import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Takes stores away and gives them back; sees whether health tells, and how soon work goes on. */
final class StoreFaults {

    private static final Duration LOOK = Duration.ofMillis(500);
    private static final Duration MOST_RECOVERY = Duration.ofMinutes(2);

    private final LocalStack stack;
    private final Ports ports;
    private final Map<Fault.Store, FaultyLink> links;
    private final Ledger ledger;
    private final Consumer<String> screen;
    private final List<String> untold = new ArrayList<>();
    private final Map<String, Double> recoveries = new LinkedHashMap<>();

    StoreFaults(
            LocalStack stack, Ports ports, Map<Fault.Store, FaultyLink> links, Ledger ledger, Consumer<String> screen) {
        this.stack = stack;
        this.ports = ports;
        this.links = links;
        this.ledger = ledger;
        this.screen = screen;
    }

    /** Faults of which the health of the coordinator said nothing. */
    List<String> untold() {
        return List.copyOf(untold);
    }

    /** For each fault, how many seconds after its end the first file was done that had waited for it. */
    Map<String, Double> recoveries() {
        return Map.copyOf(recoveries);
    }

    /** Takes a store away for a while, gives it back, and waits until work has gone on. */
    void suffer(Fault fault, Duration away) throws IOException, InterruptedException, SQLException {
        awaitWork();
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
        if (!isTold(fault.store(), away)) {
            untold.add(fault.toString());
            screen.accept("the coordinator's health says nothing of it");
        }
        switch (fault.way()) {
            case KILLED -> link.open();
            case FROZEN -> link.freeze(false);
        }
        double seconds = recovery(Instant.now());
        recoveries.put(fault.toString(), seconds);
        screen.accept("%s is over; work went on %.1f s later".formatted(fault, seconds));
    }

    /** A fault while nothing is in hand would prove nothing. */
    private void awaitWork() throws InterruptedException, SQLException {
        long end = System.nanoTime() + MOST_RECOVERY.toNanos();
        while (ledger.account().in("RUNNING") == 0 && System.nanoTime() < end) {
            Thread.sleep(LOOK);
        }
    }

    /** Asks for as long as the store is away. */
    private boolean isTold(Fault.Store store, Duration away) throws InterruptedException {
        Instant end = Instant.now().plus(away);
        boolean told = false;
        while (Instant.now().isBefore(end)) {
            Thread.sleep(LOOK);
            told |= healthNames(store);
        }
        return told;
    }

    private boolean healthNames(Fault.Store store) throws InterruptedException {
        URI health = ports.api().resolve("/q/health/ready");
        HttpRequest question =
                HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(question, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 503 && answer.body().contains(store.words());
        } catch (IOException e) {
            return false;
        }
    }

    /** The next fault must not hide how long it takes. */
    private double recovery(Instant healed) throws InterruptedException, SQLException {
        while (ledger.account().open() > 0) {
            Duration recovery = ledger.recovery(healed);
            if (!recovery.isZero()) {
                return recovery.toMillis() / 1000.0;
            }
            if (Duration.between(healed, Instant.now()).compareTo(MOST_RECOVERY) > 0) {
                return MOST_RECOVERY.toSeconds();
            }
            Thread.sleep(LOOK);
        }
        return 0;
    }
}
