package dev.fader.cli.dataset;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.DatasetId;
import dev.fader.schemas.api.DatasetUpload;
import dev.fader.schemas.dataset.CheckSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A data set's files from this machine to storage, several at once. What is no part of a song stays. */
public final class FolderUpload {

    private static final int AT_ONCE = 8;
    /** Links end after a while, so they are asked for as files go. */
    private static final int LINKS_AT_ONCE = 100;

    private FolderUpload() {}

    /** @return the prefix to register */
    public static String of(FaderClient client, Path folder) {
        List<Path> files = files(folder);
        if (files.isEmpty()) {
            throw CommandFailure.failed("%s has no file that ends in one of %s".formatted(folder, CheckSpec.ENDINGS));
        }
        @Nullable DatasetId upload = null;
        String prefix = "";
        for (int from = 0; from < files.size(); from += LINKS_AT_ONCE) {
            List<Path> some = files.subList(from, Math.min(files.size(), from + LINKS_AT_ONCE));
            DatasetUpload.Links links = client.post(
                    "/v1/dataset-uploads",
                    new DatasetUpload(
                            upload, some.stream().map(file -> key(folder, file)).toList()),
                    DatasetUpload.Links.class);
            upload(client, some, links.urls());
            upload = links.upload();
            prefix = links.prefix();
            System.err.printf("uploaded %d of %d files%n", from + some.size(), files.size());
        }
        return prefix;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> all = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            return all.filter(Files::isRegularFile)
                    .filter(FolderUpload::isRead)
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            throw CommandFailure.failed("%s cannot be read: %s".formatted(folder, e.getMessage()));
        }
    }

    private static boolean isRead(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && CheckSpec.ENDINGS.stream().anyMatch(name::endsWith);
    }

    private static String key(Path folder, Path file) {
        return folder.relativize(file).toString();
    }

    private static void upload(FaderClient client, List<Path> files, List<String> urls) {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            ExecutorCompletionService<Boolean> running = new ExecutorCompletionService<>(pool);
            for (int n = 0; n < files.size(); n++) {
                Path file = files.get(n);
                String url = urls.get(n);
                running.submit(() -> {
                    client.upload(file, url);
                    return true;
                });
            }
            for (int n = 0; n < files.size(); n++) {
                running.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CommandFailure known
                    ? known
                    : CommandFailure.failed("the upload failed: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CommandFailure.failed("interrupted while files were uploaded");
        } finally {
            pool.shutdownNow();
        }
    }
}
