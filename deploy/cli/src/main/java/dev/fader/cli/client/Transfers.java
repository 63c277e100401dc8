package dev.fader.cli.client;

import dev.fader.schemas.api.PresignedUpload;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.UploadRequest;
import dev.fader.schemas.notation.Sha256;
import dev.fader.schemas.remix.ObjectRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Function;

/** Files to and from the object storage, through links that need no credentials. */
final class Transfers {

    private static final Duration TRANSFER = Duration.ofHours(2);
    private static final int PARTIAL_CONTENT = 206;
    private static final int BLOCK = 1 << 16;

    private final HttpClient http;

    Transfers(HttpClient http) {
        this.http = http;
    }

    /** @param link asks for a place for a file of that name */
    ObjectRef upload(Path file, String name, Function<UploadRequest, PresignedUpload> link) {
        PresignedUpload upload = link.apply(new UploadRequest(name));
        upload(file, upload.url());
        return upload.object();
    }

    /** @param link that takes the file */
    void upload(Path file, String link) {
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(link))
                            .timeout(TRANSFER)
                            .PUT(BodyPublishers.ofFile(file))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw CommandFailure.failed(
                        "%s could not be uploaded: the storage answered %d".formatted(file, answer.statusCode()));
            }
        } catch (IOException e) {
            throw CommandFailure.failed("%s could not be uploaded: %s".formatted(file, e.getMessage()));
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    /** A file that is whole already is left alone; one that was cut off is gone on with. @return the file */
    Path download(ResultView.Download download, DownloadFolder folder, String name) {
        Path to = folder.file(name);
        folder.take(name, download);
        Path part = to.resolveSibling(to.getFileName() + ".part");
        try {
            folder.prepare(to, part);
            if (isWhole(to, download)) {
                return to;
            }
            fetch(download, part);
            if (!isWhole(part, download)) {
                // what there was may have been of another file
                Files.delete(part);
                fetch(download, part);
            }
            if (!isWhole(part, download)) {
                throw CommandFailure.failed("%s came damaged: try again".formatted(download.name()));
            }
            Files.move(part, to, StandardCopyOption.REPLACE_EXISTING);
            return to;
        } catch (ConnectionLostException e) {
            throw CommandFailure.faulty(notFetched(to, e));
        } catch (IOException e) {
            throw CommandFailure.failed(notFetched(to, e));
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    private static String notFetched(Path file, IOException e) {
        return "%s could not be fetched: %s; what came is kept, so try again".formatted(file, e.getMessage());
    }

    /** The storage is at fault, not the disk: it may be there again in a moment. */
    private static final class ConnectionLostException extends IOException {

        private static final long serialVersionUID = 1;

        ConnectionLostException(IOException cause) {
            super(cause.getMessage() == null ? "the connection was lost" : cause.getMessage(), cause);
        }
    }

    private void fetch(ResultView.Download download, Path part) throws IOException, InterruptedException {
        long have = Files.exists(part, LinkOption.NOFOLLOW_LINKS) ? Files.size(part) : 0;
        if (have >= download.bytes()) {
            have = 0;
        }
        HttpResponse<InputStream> answer = open(download, have);
        try (InputStream body = answer.body()) {
            if (answer.statusCode() / 100 != 2) {
                String refusal = "%s could not be fetched: the storage answered %d; it may have been deleted"
                        .formatted(download.name(), answer.statusCode());
                throw answer.statusCode() >= 500 ? CommandFailure.faulty(refusal) : CommandFailure.failed(refusal);
            }
            boolean goesOn = have > 0 && answer.statusCode() == PARTIAL_CONTENT;
            try (OutputStream out = Files.newOutputStream(
                    part,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
                    LinkOption.NOFOLLOW_LINKS)) {
                byte[] block = new byte[BLOCK];
                for (int read = read(body, block); read >= 0; read = read(body, block)) {
                    out.write(block, 0, read);
                }
            }
        }
    }

    private HttpResponse<InputStream> open(ResultView.Download download, long from)
            throws IOException, InterruptedException {
        try {
            return http.send(
                    HttpRequest.newBuilder(URI.create(download.url()))
                            .timeout(TRANSFER)
                            .header("Range", "bytes=%d-".formatted(from))
                            .build(),
                    BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new ConnectionLostException(e);
        }
    }

    private static int read(InputStream body, byte[] block) throws ConnectionLostException {
        try {
            return body.read(block);
        } catch (IOException e) {
            throw new ConnectionLostException(e);
        }
    }

    private static boolean isWhole(Path file, ResultView.Download download) throws IOException {
        return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Files.size(file) == download.bytes()
                && Sha256.of(file).equals(download.sha256());
    }
}
