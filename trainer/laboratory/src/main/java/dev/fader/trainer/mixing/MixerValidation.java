package dev.fader.trainer.mixing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.engine.TorchProgram.Results;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.mixer.MixerPrograms;
import dev.fader.trainer.mixer.MixerShape;
import dev.fader.trainer.objective.RemixPrograms;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The loss on songs that training never sees, with nothing dropped. */
final class MixerValidation implements AutoCloseable {

    private final SegmentBatches batches;
    private final NDManager manager;
    private final TorchProgram program;

    MixerValidation(MixerShape shape, SegmentBatches batches, Device device) {
        this.batches = batches;
        this.manager = Torch.manager(device);
        this.program = TorchProgram.load(MixerPrograms.loss(shape, false), device);
    }

    /** Means over all segments. @param loss mean absolute difference; @param sdrDb mean over sources and batches */
    record Found(double loss, double sdrDb) {}

    Found measure(float[] parameters) throws IOException {
        double loss = 0;
        double sdr = 0;
        long segments = 0;
        try (NDManager scratch = manager.newSubManager()) {
            NDArray weights = scratch.create(parameters);
            for (int i = 0; i < batches.count(); i++) {
                try (NDManager pass = scratch.newSubManager()) {
                    Map<String, NDArray> inputs = new HashMap<>(Map.of(Program.FLAT_PARAMETERS, weights));
                    long size = 0;
                    for (Input input : batches.inOrder(i).inputs()) {
                        inputs.put(input.name(), pass.create(input.values(), new Shape(input.dims())));
                        size = input.dims()[0];
                    }
                    Results results = program.call(inputs);
                    results.named().values().forEach(result -> result.attach(pass));
                    loss += size * results.get(RemixPrograms.LOSS).getFloat();
                    sdr += size * results.get(RemixPrograms.REMIX_SDR).getFloat();
                    segments += size;
                }
            }
        }
        return new Found(loss / segments, sdr / segments);
    }

    @Override
    public void close() {
        program.close();
        manager.close();
    }
}
