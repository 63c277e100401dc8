package dev.fader.cli.client;

import dev.fader.schemas.api.PresignedUpload;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.UploadRequest;
import dev.fader.schemas.remix.ObjectRef;
import java.io.BufferedInputStream;
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
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.function.Function;

/** Files to and from the object storage, through links that need no credentials. */
final class Transfers {

    private static final Duration TRANSFER = Duration.ofHours(2);
    private static final int PARTIAL_CONTENT = 206;

    private final HttpClient http;

    Transfers(HttpClient http) {
        this.http = http;
    }

    /** @param link asks for a place for a file of that name */
    ObjectRef upload(Path file, Function<UploadRequest, PresignedUpload> link) {
        PresignedUpload upload = link.apply(new UploadRequest(String.valueOf(file.getFileName())));
        try {
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(upload.url()))
                            .timeout(TRANSFER)
                            .PUT(BodyPublishers.ofFile(file))
                            .build(),
                    BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw CommandFailure.failed(
                        "%s could not be uploaded: the storage answered %d".formatted(file, answer.statusCode()));
            }
            return upload.object();
        } catch (IOException e) {
            throw CommandFailure.failed("%s could not be uploaded: %s".formatted(file, e.getMessage()));
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    /** A file that is whole already is left alone; one that was cut off is gone on with. */
    void download(ResultView.Download download, Path to) {
        try {
            if (isWhole(to, download)) {
                return;
            }
            Path folder = to.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            Path part = to.resolveSibling(to.getFileName() + ".part");
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
        } catch (IOException e) {
            throw CommandFailure.failed(
                    "%s could not be fetched: %s; what came is kept, so try again".formatted(to, e.getMessage()));
        } catch (InterruptedException e) {
            throw CommandFailure.interrupted();
        }
    }

    private void fetch(ResultView.Download download, Path part) throws IOException, InterruptedException {
        long have = Files.exists(part) ? Files.size(part) : 0;
        if (have >= download.bytes()) {
            have = 0;
        }
        HttpResponse<InputStream> answer = http.send(
                HttpRequest.newBuilder(URI.create(download.url()))
                        .timeout(TRANSFER)
                        .header("Range", "bytes=%d-".formatted(have))
                        .build(),
                BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            if (answer.statusCode() / 100 != 2) {
                throw CommandFailure.failed("%s could not be fetched: the storage answered %d; it may have been deleted"
                        .formatted(download.name(), answer.statusCode()));
            }
            boolean goesOn = have > 0 && answer.statusCode() == PARTIAL_CONTENT;
            try (OutputStream out =
                    goesOn ? Files.newOutputStream(part, StandardOpenOption.APPEND) : Files.newOutputStream(part)) {
                body.transferTo(out);
            }
        }
    }

    private static boolean isWhole(Path file, ResultView.Download download) throws IOException {
        return Files.isRegularFile(file)
                && Files.size(file) == download.bytes()
                && sha256(file).equals(download.sha256());
    }

    private static String sha256(Path file) throws IOException {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(new BufferedInputStream(Files.newInputStream(file)), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
