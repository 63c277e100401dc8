package dev.fader.cli.local;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.supervise.Running;
import dev.fader.stack.Probe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;

/** The embedded object storage alone, on a free port, for measurements that need no more of the service. */
public final class StorageProcess implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(2);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Running process;
    private final int port;

    private StorageProcess(Running process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Returns when it answers. @param data folder of its objects @param logs folder of its log */
    public static StorageProcess start(Path data, Path logs) throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        JavaPart part = JavaPart.storage(data, logs, port);
        Running process = part.start();
        try (Probe probe = part.probe()) {
            while (!probe.answers(ANSWER)) {
                if (process.awaitEnd(PAUSE)) {
                    throw process.ended();
                }
            }
        } catch (CommandFailure | InterruptedException e) {
            process.close();
            throw e;
        }
        return new StorageProcess(process, port);
    }

    /** As a client of S3 is configured with. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.close();
    }
}
