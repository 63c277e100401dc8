package dev.fader.cli.client;

import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.TaskView;
import dev.fader.schemas.kind.TaskKinds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Outputs as files, under the names that the submission gave them. */
public final class Downloads {

    private Downloads() {}

    /** Fetches what is not there yet. @return the files, in the order of the outputs */
    public static List<Path> outputs(FaderClient client, ResultView result, DownloadFolder folder) {
        return result.downloads().stream()
                .map(download -> client.download(download, folder, download.name()))
                .toList();
    }

    /** The passage before, and after for each output. */
    public static List<Path> preview(FaderClient client, TaskView task, ResultView result, DownloadFolder folder) {
        List<Path> files = new ArrayList<>();
        ResultView.Download before = result.downloads().getFirst();
        String name = task.spec(TaskKinds.REMIX).variants().getFirst().name();
        files.add(client.download(before, folder, name + "-before" + extension(before.name())));
        for (ResultView.Download after :
                result.downloads().subList(1, result.downloads().size())) {
            String extension = extension(after.name());
            String stem = after.name().substring(0, after.name().length() - extension.length());
            files.add(client.download(after, folder, stem + "-after" + extension));
        }
        return files;
    }

    private static String extension(String name) {
        return name.substring(name.lastIndexOf('.'));
    }
}
