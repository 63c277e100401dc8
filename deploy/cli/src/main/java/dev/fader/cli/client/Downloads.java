package dev.fader.cli.client;

import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.TaskView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Outputs as files, under the names that the submission gave them. */
public final class Downloads {

    private Downloads() {}

    /** Fetches what is not there yet. @return the files, in the order of the outputs */
    public static List<Path> outputs(FaderClient client, ResultView result, Path folder) {
        List<Path> files = new ArrayList<>();
        for (ResultView.Download download : result.downloads()) {
            Path file = within(folder, download.name());
            client.download(download, file);
            files.add(file);
        }
        return files;
    }

    /** The passage before, and after for each output. */
    public static List<Path> preview(FaderClient client, TaskView task, ResultView result, Path folder) {
        List<Path> files = new ArrayList<>();
        ResultView.Download before = result.downloads().getFirst();
        String name = task.spec().variants().getFirst().name();
        fetch(client, before, within(folder, name + "-before" + extension(before.name())), files);
        for (ResultView.Download after :
                result.downloads().subList(1, result.downloads().size())) {
            String extension = extension(after.name());
            String stem = after.name().substring(0, after.name().length() - extension.length());
            fetch(client, after, within(folder, stem + "-after" + extension), files);
        }
        return files;
    }

    private static void fetch(FaderClient client, ResultView.Download download, Path file, List<Path> files) {
        client.download(download, file);
        files.add(file);
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.'));
    }

    /** A name that the service gave never leads out of the folder. */
    private static Path within(Path folder, String name) {
        Path file = folder.resolve(name).normalize();
        if (!file.startsWith(folder.normalize())) {
            throw CommandFailure.failed("'%s' would be outside %s".formatted(name, folder));
        }
        return file;
    }
}
