package dev.fader.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.cli.watch.Views;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.TaskId;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.ResultView;
import dev.fader.schemas.kind.TaskKinds;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTest {

    @TempDir
    Path folder;

    @Test
    void aPassageBeforeAndAfterIsCalledAsItsOutput() throws Exception {
        try (FakeService service = new FakeService(Views.batch(BatchState.COMPLETED, 1, 1, 1.0))) {
            FaderClient client = new FaderClient(service.address());
            DownloadFolder previews = new DownloadFolder(folder);

            for (String name : List.of("c.flac", "c.ogg.flac")) {
                ResultView result = new ResultView(
                        TaskId.create(),
                        TaskKinds.REMIX,
                        FaderJson.tree(Map.of()),
                        Instant.EPOCH,
                        List.of(
                                service.output("before.flac", "before " + name),
                                service.output(name, "after " + name)));
                Downloads.preview(client, result, previews);
            }
        }

        assertThat(folder.resolve("c-before.flac")).hasContent("before c.flac");
        assertThat(folder.resolve("c-after.flac")).hasContent("after c.flac");
        assertThat(folder.resolve("c.ogg-before.flac")).hasContent("before c.ogg.flac");
        assertThat(folder.resolve("c.ogg-after.flac")).hasContent("after c.ogg.flac");
    }
}
