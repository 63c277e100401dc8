package dev.fader.cli.local;

import dev.fader.cli.client.CommandFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the parts of the stack listen, all on 127.0.0.1. */
public record Ports(int postgres, int kafka, int storage, int coordinator, int worker) {

    public static final Ports DEFAULT = new Ports(15433, 19192, 19000, 18080, 18081);
    private static final String HOST = "127.0.0.1";

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

    /** @throws CommandFailure naming the port that something else listens on, and the option that chooses another */
    void requireFree() {
        firstTaken().ifPresent(taken -> {
            throw CommandFailure.unreachable(
                    "port %d on %s is taken: stop what listens there, or choose another with %s"
                            .formatted(taken.getValue(), HOST, taken.getKey()));
        });
    }

    Optional<Map.Entry<String, Integer>> firstTaken() {
        return byOption().entrySet().stream()
                .filter(port -> isTaken(port.getValue()))
                .findFirst();
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
