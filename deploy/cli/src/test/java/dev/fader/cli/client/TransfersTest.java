package dev.fader.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.notation.Sha256;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
    private boolean cutOff;

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
        if (cutOff) {
            exchange.sendResponseHeaders(206, OUTPUT.length);
            exchange.getResponseBody().write(OUTPUT, 0, 4);
            exchange.getResponseBody().flush();
            exchange.close();
            return;
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        byte[] rest = Arrays.copyOfRange(OUTPUT, from, OUTPUT.length);
        exchange.sendResponseHeaders(206, rest.length);
        exchange.getResponseBody().write(rest);
        exchange.close();
    }

    @Test
    void aFileThatIsWholeIsNotFetchedAgain() throws Exception {
        Path file = folder.resolve("out.wav");

        download("out.wav");
        download("out.wav");

        assertThat(file).hasBinaryContent(OUTPUT);
        assertThat(asked).containsExactly("bytes=0-");
    }

    @Test
    void aFileThatWasCutOffIsGoneOnWith() throws Exception {
        Files.write(folder.resolve("out.wav.part"), Arrays.copyOf(OUTPUT, 4));

        download("out.wav");

        assertThat(folder.resolve("out.wav")).hasBinaryContent(OUTPUT);
        assertThat(asked).containsExactly("bytes=4-");
        assertThat(folder.resolve("out.wav.part")).doesNotExist();
    }

    @Test
    void whatIsLeftOfAnotherFileIsThrownAway() throws Exception {
        Files.write(folder.resolve("out.wav.part"), new byte[] {1, 2, 3});

        download("out.wav");

        assertThat(folder.resolve("out.wav")).hasBinaryContent(OUTPUT);
        assertThat(asked).containsExactly("bytes=3-", "bytes=0-");
    }

    @Test
    void aFileThatComesDamagedNeverGetsItsName() throws Exception {
        ResultView.Download damaged =
                new ResultView.Download("out.wav", download().url(), OUTPUT.length, "0".repeat(64), Instant.EPOCH);

        assertThatThrownBy(() -> transfers.download(damaged, new DownloadFolder(folder), "out.wav"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("out.wav");
        assertThat(folder.resolve("out.wav")).doesNotExist();
    }

    @Test
    void whatAFailedDownloadLeavesIsNotUnderTheFilesNameAndIsGoneOnWith() throws Exception {
        cutOff = true;
        assertThatThrownBy(() -> download("out.wav"))
                .isInstanceOfSatisfying(
                        CommandFailure.class,
                        failure -> assertThat(failure.mayPass()).isTrue())
                .hasMessageContaining("out.wav could not be fetched");
        assertThat(folder.resolve("out.wav")).doesNotExist();
        cutOff = false;
        download("out.wav");
        assertThat(folder.resolve("out.wav")).hasBinaryContent(OUTPUT);
        assertThat(asked).containsExactly("bytes=0-", "bytes=4-");
    }

    @Test
    void theCurrentFolderIsAFolderAsAnyOther() throws Exception {
        Path here = Path.of("").toAbsolutePath().relativize(folder);
        assertThat(new DownloadFolder(Path.of(".")).file("disc 1/out.wav").normalize())
                .isEqualTo(Path.of("disc 1/out.wav"));
        Path file =
                transfers.download(download(), new DownloadFolder(Path.of(".").resolve(here)), "disc 1/out.wav");
        assertThat(file).hasBinaryContent(OUTPUT);
        assertThat(folder.resolve("disc 1/out.wav")).hasBinaryContent(OUTPUT);
    }

    @Test
    void aNameThatLeadsOutOfTheFolderIsRefused() {
        for (String name : List.of("../out.wav", "/tmp/out.wav", "disc/../../out.wav", ".", "disc/..")) {
            assertThatThrownBy(() -> download(name))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("'%s' would be outside", name);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void linksThatLieInTheFolderLeadNoFileOutOfIt(@TempDir Path elsewhere) throws Exception {
        Path precious = Files.writeString(elsewhere.resolve("precious.wav"), "mine");
        Files.createSymbolicLink(folder.resolve("disc"), elsewhere);
        Files.createSymbolicLink(folder.resolve("name.wav"), precious);
        Files.createSymbolicLink(folder.resolve("part.wav.part"), precious);
        Files.createSymbolicLink(folder.resolve("new.wav.part"), elsewhere.resolve("new.wav"));
        for (String name : List.of("disc/precious.wav", "disc/deeper/out.wav", "name.wav", "part.wav", "new.wav")) {
            assertThatThrownBy(() -> download(name))
                    .isInstanceOf(CommandFailure.class)
                    .hasMessageContaining("is a symbolic link");
        }
        assertThat(precious).hasContent("mine");
        try (Stream<Path> all = Files.list(elsewhere)) {
            assertThat(all).containsExactly(precious);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void theFolderItselfMayBeALink(@TempDir Path elsewhere) throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("link"), elsewhere);
        transfers.download(download(), new DownloadFolder(link), "out.wav");
        assertThat(elsewhere.resolve("out.wav")).hasBinaryContent(OUTPUT);
    }

    private void download(String name) throws Exception {
        transfers.download(download(), new DownloadFolder(folder), name);
    }

    private ResultView.Download download() throws Exception {
        return new ResultView.Download(
                "out.wav",
                "http://127.0.0.1:%d/out".formatted(storage.getAddress().getPort()),
                OUTPUT.length,
                Sha256.of(OUTPUT),
                Instant.EPOCH);
    }
}
