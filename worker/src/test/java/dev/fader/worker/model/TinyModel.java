package dev.fader.worker.model;

import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Untrained networks that load in no time. */
public final class TinyModel {

    private TinyModel() {}

    /** @return its SHA-256 */
    public static String write(Path file, long seed, List<String> sources) throws IOException {
        ConvTasNet shape = new ConvTasNet(sources.size(), 16, 64, 32, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX, false);
        new ModelFile(
                        shape,
                        sources,
                        44_100,
                        Map.of("training", "{\"seed\": " + seed + "}", "steps", "7", "data", "songs"),
                        NetworkPrograms.separation(shape, Parameters.NAMED).initialWeights(new Random(seed)))
                .write(file);
        return Sha256.of(file);
    }
}
