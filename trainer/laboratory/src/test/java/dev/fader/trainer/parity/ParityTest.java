package dev.fader.trainer.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.graph.Weights.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParityTest {

    private final Parity parity = new Parity(Device.cpu());

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"softmax", "sigmoid"})
    void ourNetworkItsLossesGradientsAndTrainingAreTheAuthors(String activation) throws IOException {
        ParityReport report = parity.check(reference(activation));

        assertThat(report.ok()).as(report.toString()).isTrue();
    }

    @Test
    void aNetworkWithOneOtherWeightIsNotTheAuthors() throws IOException {
        Path altered = copy("weights.masker.TCN.3.skip_conv.weight", tensor -> {
            float[] data = tensor.data().clone();
            data[0] += 0.1f;
            return new Tensor(tensor.dims(), data);
        });

        assertThat(parity.check(altered).ok()).isFalse();
    }

    @Test
    void aTensorOfAnotherShapeIsRefusedByNameAndBothShapes() throws IOException {
        Path altered =
                copy("weights.masker.TCN.0.shared_block.2.gamma", tensor -> new Tensor(new long[] {4}, new float[4]));

        assertThatThrownBy(() -> parity.check(altered))
                .hasMessageContaining("masker.TCN.0.shared_block.2.gamma has shape [4], the network wants [20]");
    }

    private Path copy(String tensorName, UnaryOperator<Tensor> change) throws IOException {
        Safetensors file = Safetensors.read(reference("softmax"));
        Weights.Builder tensors = new Weights.Builder();
        for (String name : file.tensors().names()) {
            Tensor tensor = file.tensors().get(name);
            Tensor kept = name.equals(tensorName) ? change.apply(tensor) : tensor;
            tensors.add(name, kept.dims(), kept.data());
        }
        Path copy = folder.resolve("altered.safetensors");
        new Safetensors(file.metadata(), tensors.build()).write(copy);
        return copy;
    }

    private static Path reference(String activation) {
        return Path.of("src/main/resources/dev/fader/trainer/parity/conv_tasnet_" + activation + ".safetensors");
    }
}
