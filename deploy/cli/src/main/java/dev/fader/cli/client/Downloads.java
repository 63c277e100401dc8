package dev.fader.cli.client;

import dev.fader.schemas.api.ResultView;
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
    public static List<Path> preview(FaderClient client, ResultView result, DownloadFolder folder) {
        List<ResultView.Download> after =
                result.downloads().subList(1, result.downloads().size());
        List<Path> files = new ArrayList<>();
        // both are called as the output would be, whose name no other has
        files.add(client.download(
                result.downloads().getFirst(), folder, marked(after.getFirst().name(), "-before")));
        for (ResultView.Download output : after) {
            files.add(client.download(output, folder, marked(output.name(), "-after")));
        }
        return files;
    }

    private static String marked(String name, String mark) {
        int dot = name.lastIndexOf('.');
        return name.substring(0, dot) + mark + name.substring(dot);
    }
}
