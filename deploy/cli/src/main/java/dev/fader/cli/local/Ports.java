package dev.fader.cli.local;

import dev.fader.cli.client.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Where the parts of the stack listen, all on 127.0.0.1. */
public record Ports(int postgres, int kafka, int storage, int coordinator, int worker) {

    public static final Ports DEFAULT = new Ports(15433, 19192, 19000, 18080, 18081);
    private static final String HOST = "127.0.0.1";
    private static final int HIGHEST = 65_535;

    public URI api() {
        return URI.create("http://" + HOST + ":" + coordinator);
    }

    /** @param n which worker, from 0 */
    public URI workerApi(int n) {
        return URI.create("http://" + HOST + ":" + (worker + n));
    }

    /** By the name of the option that changes it. */
    public Map<String, Integer> byOption() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        ports.put("--postgres-port", postgres);
        ports.put("--kafka-port", kafka);
        ports.put("--storage-port", storage);
        ports.put("--api-port", coordinator);
        ports.put("--worker-port", worker);
        return ports;
    }

    /** A port, and the option that chooses another. */
    private record Chosen(int port, String option) {}

    private List<Chosen> all(int workers) {
        List<Chosen> all = new ArrayList<>();
        byOption().forEach((option, port) -> all.add(new Chosen(port, option)));
        if (workers == 0) {
            all.removeLast();
        }
        for (int n = 1; n < workers; n++) {
            all.add(new Chosen(worker + n, "--worker-port, worker " + (n + 1)));
        }
        return all;
    }

    /**
     * @param workers whose ports count from the worker's upwards
     * @throws CommandFailure naming all ports that cannot be listened on, and the options that choose others
     */
    void requireFree(int workers) {
        List<Chosen> all = all(workers);
        refuse(CommandFailure::wrongUsage, all, chosen -> chosen.port() < 1 || chosen.port() > HIGHEST, "no port");
        Set<Integer> seen = new HashSet<>();
        Set<Integer> twice =
                all.stream().map(Chosen::port).filter(port -> !seen.add(port)).collect(Collectors.toSet());
        refuse(CommandFailure::wrongUsage, all, chosen -> twice.contains(chosen.port()), "chosen twice");
        refuse(
                CommandFailure::unreachable,
                all,
                chosen -> isTaken(chosen.port()),
                "taken: stop what listens there, or choose another");
    }

    private static void refuse(
            Function<String, CommandFailure> failure, List<Chosen> all, Predicate<Chosen> bad, String why) {
        List<String> refused = all.stream()
                .filter(bad)
                .map(chosen -> "port %d (%s)".formatted(chosen.port(), chosen.option()))
                .toList();
        if (!refused.isEmpty()) {
            throw failure.apply("%s on %s %s %s"
                    .formatted(String.join(", ", refused), HOST, refused.size() == 1 ? "is" : "are", why));
        }
    }

    /** Those that something listens on, and the options that choose others. */
    public List<String> taken() {
        return all(1).stream()
                .filter(chosen -> isTaken(chosen.port()))
                .map(chosen -> "%d (%s)".formatted(chosen.port(), chosen.option()))
                .toList();
    }

    boolean isAnyTaken(int workers) {
        return all(workers).stream().anyMatch(chosen -> isTaken(chosen.port()));
    }

    static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // connections of a former run that linger are no obstacle
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(HOST, port), 1);
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
