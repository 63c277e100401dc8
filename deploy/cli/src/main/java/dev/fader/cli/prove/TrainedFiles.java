package dev.fader.cli.prove;

import dev.fader.cli.client.DownloadFolder;
import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.api.RunEpochView;
import dev.fader.schemas.api.RunView;
import dev.fader.schemas.remix.StoredObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a run on the service has made, beside what the trainer's own command makes. */
final class TrainedFiles {

    private TrainedFiles() {}

    /** Whether best weights and last checkpoint, optimiser and all, are the same byte for byte. */
    static boolean equal(FaderClient client, RunView run, Path undisturbed, Path folder) throws IOException {
        List<RunEpochView> epochs = List.of(client.get("/v1/runs/" + run.id() + "/epochs", RunEpochView[].class));
        RunEpochView last = epochs.getLast();
        StoredObject best = last.result().position().best();
        return best != null
                && same(fetch(client, epochs, best, folder), undisturbed.resolve("best.safetensors"))
                && same(
                        fetch(client, epochs, last.result().position().checkpoint(), folder),
                        undisturbed.resolve("checkpoint.safetensors"));
    }

    /** An object is named by the result of the epoch that made it. */
    private static Path fetch(FaderClient client, List<RunEpochView> epochs, StoredObject object, Path folder) {
        for (RunEpochView epoch : epochs) {
            if (object.key().contains(epoch.task().toString())) {
                for (ResultView.Download download : client.result(epoch.task()).downloads()) {
                    if (download.sha256().equals(object.sha256())) {
                        return client.download(
                                download, new DownloadFolder(folder), epoch.task() + "-" + download.name());
                    }
                }
            }
        }
        throw new IllegalStateException("no epoch has made " + object.key());
    }

    private static boolean same(Path one, Path other) throws IOException {
        return Files.mismatch(one, other) < 0;
    }
}
