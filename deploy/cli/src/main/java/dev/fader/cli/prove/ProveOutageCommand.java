package dev.fader.cli.prove;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.Ports;
import dev.fader.cli.local.Reach;
import dev.fader.cli.local.StackPlan;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.stack.Loopback;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader prove outage}: whatever goes away and comes back, every accepted file gets its own verdict. */
@Command(
        name = "outage",
        description = {
            "Submit short files, one of them poison to its worker, kill and freeze storage, Kafka and PostgreSQL,",
            "kill a worker every few seconds, and see that exactly the poison file is quarantined and all else is done once."
        },
        mixinStandardHelpOptions = true)
final class ProveOutageCommand implements Callable<Integer> {

    private static final int WORKERS = 2;

    @Option(names = "--files", description = "how many files (default: ${DEFAULT-VALUE})")
    private int files = 200;

    @Option(names = "--seconds", description = "seconds of audio in a file (default: ${DEFAULT-VALUE})")
    private double seconds = 2;

    @Option(names = "--away", description = "seconds that each store is taken away (default: ${DEFAULT-VALUE})")
    private int away = 45;

    @Option(names = "--kill-every", description = "seconds between kills of a worker (default: ${DEFAULT-VALUE})")
    private int killEvery = 20;

    @Option(
            names = "--faults",
            split = ",",
            description = "some of storage-killed, storage-frozen, kafka-killed, …; otherwise all six")
    private List<String> faults = List.of();

    @Option(names = "--lease", description = "seconds of a lease (default: ${DEFAULT-VALUE})")
    private int lease = 30;

    @Mixin
    private ProofOptions options = new ProofOptions();

    @Override
    public Integer call() throws Exception {
        Consumer<String> screen = ProofOptions.screen();
        OutageProof.Plan plan = new OutageProof.Plan(
                files,
                seconds,
                chosen(),
                Duration.ofSeconds(away),
                Duration.ofSeconds(killEvery),
                Duration.ofMinutes(30));
        ProofStack.empty(options.data());
        Ports ports = ProofStack.freePorts();
        Reach reach = new Reach(Loopback.freePort(), Loopback.freePort(), Loopback.freePort(), Loopback.freePort());
        Map<Fault.Store, FaultyLink> links = new EnumMap<>(Map.of(
                Fault.Store.STORAGE, new FaultyLink(reach.storage(), ports.storage()),
                Fault.Store.KAFKA, new FaultyLink(reach.kafka(), reach.kafkaDetour()),
                Fault.Store.POSTGRES, new FaultyLink(reach.postgres(), ports.postgres())));
        StackPlan stackPlan = new StackPlan(
                Installation.ofThisProcess(),
                options.data(),
                ports,
                reach,
                WORKERS,
                Map.of(
                        "fader.lease.duration", lease + "s",
                        "fader.dispatch.worker-silence", lease + "s"));
        OutageReport report;
        try (LocalStack stack = new LocalStack(stackPlan, ProofStack.PATIENCE, screen)) {
            Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
            for (FaultyLink link : links.values()) {
                link.open();
            }
            stack.start();
            Ledger ledger = new Ledger(ProofStack.databaseAt(ports));
            report = new OutageProof(
                            stack,
                            new StoreFaults(stack, ports, links, ledger, screen),
                            new FaderClient(ports.api()),
                            ledger,
                            options.data().resolve("proof"),
                            screen)
                    .run(plan, WORKERS);
        } finally {
            for (FaultyLink link : links.values()) {
                link.close();
            }
        }
        report.print(options.json());
        return report.ok() ? 0 : ExitCode.NOT_AS_IT_SHOULD_BE;
    }

    private List<Fault> chosen() {
        List<Fault> chosen = Fault.all().stream()
                .filter(fault ->
                        faults.isEmpty() || faults.contains(fault.toString().replace(' ', '-')))
                .toList();
        if (chosen.isEmpty() || files < chosen.size() || seconds <= 0 || away < 1 || killEvery < 1) {
            throw CommandFailure.wrongUsage(
                    "at least one known fault, a file for each, and positive times are needed; known faults are %s"
                            .formatted(Fault.all()));
        }
        return chosen;
    }
}
