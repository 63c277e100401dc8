package dev.fader.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fader.schemas.api.ResultView;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching outputs from a storage that answers to ranges. */
class TransfersTest {

    private static final byte[] OUTPUT = "0123456789".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private final Transfers transfers = new Transfers(HttpClient.newHttpClient());
    private HttpServer storage;

    @BeforeEach
    void start() throws IOException {
        storage = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        storage.createContext("/", this::answer);
        storage.start();
    }

    @AfterEach
    void stop() {
        storage.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        asked.add(range);
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        byte[] rest = Arrays.copyOfRange(OUTPUT, from, OUTPUT.length);
        exchange.sendResponseHeaders(206, rest.length);
        exchange.getResponseBody().write(rest);
        exchange.close();
    }

    @Test
    void aFileThatIsWholeIsNotFetchedAgain() throws Exception {
        Path file = folder.resolve("out.wav");

        transfers.download(download(), file);
        transfers.download(download(), file);

        assertThat(file).hasBinaryContent(OUTPUT);
        assertThat(asked).containsExactly("bytes=0-");
    }

    @Test
    void aFileThatWasCutOffIsGoneOnWith() throws Exception {
        Files.write(folder.resolve("out.wav.part"), Arrays.copyOf(OUTPUT, 4));

        transfers.download(download(), folder.resolve("out.wav"));

        assertThat(folder.resolve("out.wav")).hasBinaryContent(OUTPUT);
        assertThat(asked).containsExactly("bytes=4-");
        assertThat(folder.resolve("out.wav.part")).doesNotExist();
    }

    @Test
    void whatIsLeftOfAnotherFileIsThrownAway() throws Exception {
        Files.write(folder.resolve("out.wav.part"), new byte[] {1, 2, 3});

        transfers.download(download(), folder.resolve("out.wav"));

        assertThat(folder.resolve("out.wav")).hasBinaryContent(OUTPUT);
        assertThat(asked).containsExactly("bytes=3-", "bytes=0-");
    }

    @Test
    void aFileThatComesDamagedNeverGetsItsName() throws Exception {
        ResultView.Download damaged =
                new ResultView.Download("out.wav", download().url(), OUTPUT.length, "0".repeat(64), Instant.EPOCH);

        assertThatThrownBy(() -> transfers.download(damaged, folder.resolve("out.wav")))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("out.wav");
        assertThat(folder.resolve("out.wav")).doesNotExist();
    }

    private ResultView.Download download() throws Exception {
        return new ResultView.Download(
                "out.wav",
                "http://127.0.0.1:%d/out".formatted(storage.getAddress().getPort()),
                OUTPUT.length,
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(OUTPUT)),
                Instant.EPOCH);
    }
}
