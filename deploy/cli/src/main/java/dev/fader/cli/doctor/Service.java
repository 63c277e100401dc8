package dev.fader.cli.doctor;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Ports;
import dev.fader.cli.local.RunningStack;
import dev.fader.cli.local.Server;
import dev.fader.cli.supervise.Supervised;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service that is meant: its parts on this machine, and what each says of itself. */
final class Service {

    private static final String CHECK = "service";

    private final Server server;

    Service(Server server) {
        this.server = server;
    }

    List<Finding> look() {
        Optional<URI> elsewhere = server.named();
        if (elsewhere.isPresent()) {
            return List.of(asked("coordinator", elsewhere.get(), "start it, or name another with --server"));
        }
        return server.local().map(Service::parts).orElseGet(() -> List.of(ports(), Finding.ok(CHECK, nothing())));
    }

    private String nothing() {
        return "nothing runs on %s; 'fader up' starts it".formatted(server.folder());
    }

    private static Finding ports() {
        List<String> taken = Ports.DEFAULT.taken();
        return taken.isEmpty()
                ? Finding.ok("ports", "all free: " + Ports.DEFAULT.byOption().values())
                : Finding.wrong(
                        "ports",
                        "taken by something else: " + String.join(", ", taken),
                        "end it, or choose others with these options of 'fader up'");
    }

    private static List<Finding> parts(RunningStack stack) {
        List<Finding> findings = new ArrayList<>();
        for (Supervised part : stack.parts()) {
            if (part.process().isEmpty()) {
                findings.add(Finding.wrong(
                        part.name(),
                        "process %d is gone".formatted(part.pid()),
                        "'fader up' starts it again by itself; its log tells why it ended"));
            } else if (part.name().startsWith("worker") || part.name().equals("coordinator")) {
                findings.add(asked(
                        part.name(),
                        URI.create("http://127.0.0.1:" + part.port()),
                        "it starts, or is frozen and will be started again; its log tells more"));
            } else {
                findings.add(Finding.ok(part.name(), "process %d on port %d".formatted(part.pid(), part.port())));
            }
        }
        return findings;
    }

    /** @param remedy where nobody answers */
    private static Finding asked(String part, URI address, String remedy) {
        try {
            Map<String, String> missing = new FaderClient(address).missing();
            return missing.isEmpty()
                    ? Finding.ok(part, address + " can work")
                    : Finding.wrong(
                            part,
                            address + " lacks " + missing,
                            "it goes on by itself when that is back; docs/operations.md, \"When something is away\"");
        } catch (CommandFailure silent) {
            return Finding.wrong(part, "nobody answers at " + address, remedy);
        }
    }
}
