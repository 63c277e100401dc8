package dev.fader.trainer.separation;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.graph.Precision;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;

/**
 * All that decides which form of a program is fast on a processor.
 *
 * @param edition of the forms and of how they are tried out
 * @param processor its model
 * @param threads that the engine computes with
 * @param libtorch version
 * @param network its shape, as JSON
 */
record Situation(int edition, String processor, int threads, String libtorch, String network, Precision precision) {

    /** To be raised with a form that has become faster, or another way to choose: what was chosen before is chosen anew. */
    private static final int EDITION = 3;

    static Situation of(ModelFile model, Precision precision) {
        try {
            return new Situation(
                    EDITION,
                    processorModel(),
                    Torch.threads(),
                    Torch.engine().getVersion(),
                    Json.MAPPER.writeValueAsString(model.network()),
                    precision);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same for the same situation. */
    String name() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String processorModel() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }
}
