package dev.fader.trainer.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.convtasnet.ConvTasNet;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The authors' network in eager PyTorch, in a Python of the user's that waits between its turns. */
final class NetworkPeer implements NetworkContender {

    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader answers;
    private final Path result;
    /** As of the last answer. */
    private double peakRssMb;

    private NetworkPeer(Process process, Path result) {
        this.process = process;
        this.commands = process.outputWriter();
        this.answers = process.inputReader();
        this.result = result;
    }

    /**
     * @param folder for its program, its weights and its answer
     * @throws IllegalArgumentException for a network that the authors did not publish, which the peer cannot compute
     */
    static NetworkPeer start(Path python, NetworkWorkload workload, String device, Path folder) throws IOException {
        if (!(workload.network() instanceof ConvTasNet published) || published.seesGains()) {
            throw new IllegalArgumentException(
                    "the peer is the paper's Conv-TasNet in PyTorch, and does not compute %s: leave out --peer-python"
                            .formatted(workload.network()));
        }
        Path script = folder.resolve("peer_network.py");
        try (InputStream source = NetworkPeer.class.getResourceAsStream("peer_network.py")) {
            if (source == null) {
                throw new IOException("this build lacks peer_network.py: build it again");
            }
            Files.copy(source, script);
        }
        Path input = folder.resolve("workload.safetensors");
        workload.write(input);
        Path result = folder.resolve("result.f32");
        Process process = new ProcessBuilder(
                        List.of(python.toString(), script.toString(), input.toString(), device, result.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new NetworkPeer(process, result);
    }

    @Override
    public Cost run(int repetitions) throws IOException {
        JsonNode answer = ask("run " + repetitions);
        return new Cost(answer.path("wall").asDouble(), answer.path("cpu").asDouble());
    }

    @Override
    public float[] result() throws IOException {
        float[] values = new float[ask("result").path("size").asInt()];
        ByteBuffer.wrap(Files.readAllBytes(result))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(values);
        return values;
    }

    @Override
    public double peakRssMb() {
        return peakRssMb;
    }

    private JsonNode ask(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
        @Nullable String answer = answers.readLine();
        if (answer == null) {
            throw new IOException("the peer's Python ended; it needs torch (what it said is above)");
        }
        JsonNode report = Json.MAPPER.readTree(answer);
        peakRssMb = report.path("peak_rss_mb").asDouble();
        return report;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
