package dev.fader.trainer.experiment;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.MeasuredModel;
import dev.fader.trainer.evaluation.NetworkSeparator;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.ResultFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * By the protocol of the paper's record: {@code NAME.json} and, for models that do not remix consistently by themselves,
 * {@code NAME-consistent.json}.
 *
 * @param remixer how the network is trained to remix, by the name in the training configuration
 */
record RemixMeasurement(String remixer) implements Measurement {

    @Override
    public boolean isDone(Path results, String name) {
        return new ResultFolder(results).has(name, remixer);
    }

    @Override
    public void measure(Path results, Task task, Device device) throws IOException {
        ModelFile model = ModelFile.read(task.model());
        MeasuredModel measured = MeasuredModel.of(task.model(), model, task.trainedOn());
        try (NetworkSeparator separator = NetworkSeparator.load(model, device)) {
            List<ProtocolResult> unused = new ResultFolder(results)
                    .measure(task.name(), measured, separator, task.songs(), task.set(), task.split(), song -> {});
        }
    }
}
