package dev.fader.trainer.experiment;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.separation.OpenedSeparators;
import dev.fader.trainer.evaluation.separation.VocalProtocol;
import dev.fader.trainer.evaluation.separation.VocalResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** By the protocol of HTMD-Net's comparison, {@code NAME.json}: vocals against all else. */
record VocalMeasurement() implements Measurement {

    @Override
    public boolean isDone(Path results, String name) {
        return Files.exists(file(results, name));
    }

    @Override
    public void measure(Path results, Task task, Device device) throws IOException {
        try (OpenedSeparators opened = OpenedSeparators.open(task.model(), task.trial(), Map.of(), device)) {
            VocalResult result = new VocalProtocol(opened.single())
                    .evaluate(task.songs(), VocalResult.VOCALS, task.set(), task.split(), song -> {});
            ResultFile.write(result, file(Files.createDirectories(results), task.name()));
        }
    }

    private static Path file(Path results, String name) {
        return results.resolve(name + ".json");
    }
}
