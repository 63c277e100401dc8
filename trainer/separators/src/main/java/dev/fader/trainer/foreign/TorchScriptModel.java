package dev.fader.trainer.foreign;

import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.ParameterStore;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A TorchScript archive whose {@code forward} takes tensors and gives one or several. */
final class TorchScriptModel implements ForeignModel {

    /** Held, since the engine lets go of what nobody refers to. */
    private final Model model;

    private final Device device;
    private final NDManager manager;
    private final ParameterStore parameters;

    private TorchScriptModel(Model model, Device device) {
        this.model = model;
        this.device = device;
        this.manager = Torch.manager(device);
        this.parameters = new ParameterStore(model.getNDManager(), false);
    }

    /** @throws IllegalArgumentException if it is no such file */
    static TorchScriptModel load(byte[] bytes, Device device) {
        try {
            Path folder = Files.createTempDirectory("fader-separator");
            Path archive = folder.resolve("separator.pt");
            try {
                Files.write(archive, bytes);
                Model model = Torch.model("separator", device);
                try {
                    model.load(folder, "separator");
                } catch (MalformedModelException | EngineException e) {
                    model.close();
                    throw new IllegalArgumentException("it cannot be loaded as TorchScript: " + firstLine(e), e);
                }
                return new TorchScriptModel(model, device);
            } finally {
                Files.deleteIfExists(archive);
                Files.deleteIfExists(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the model for the engine", e);
        }
    }

    @Override
    public List<Tensor> run(List<Tensor> given) {
        try (NDManager scratch = manager.newSubManager()) {
            NDList inputs = new NDList();
            given.forEach(tensor -> inputs.add(scratch.create(tensor.values(), new Shape(tensor.shape()))));
            return model.getBlock().forward(parameters, inputs, false).stream()
                    .map(output -> new Tensor(
                            output.toType(DataType.FLOAT32, false).toFloatArray(),
                            output.getShape().getShape()))
                    .toList();
        } catch (EngineException e) {
            throw ForeignModel.refusal(e, firstLine(e));
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public String deviceName() {
        return device.toString();
    }

    @Override
    public void close() {
        manager.close();
        model.close();
    }
}
