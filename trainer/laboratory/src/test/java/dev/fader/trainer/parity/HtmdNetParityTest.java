package dev.fader.trainer.parity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.graph.Weights.Tensor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HtmdNetParityTest {

    private static final Path FILE = Path.of("src/test/resources/dev/fader/trainer/parity/htmd_net.safetensors");

    private final HtmdNetParity parity = new HtmdNetParity(Device.cpu());

    @Test
    void ourNetworkItsLossesGradientsAndStatisticsAreTheAuthors() throws IOException {
        HtmdNetReport report = parity.check(reference());

        assertThat(report.ok()).as(report.toString()).isTrue();
        assertThat(reference().cases()).hasSize(5);
    }

    @Test
    void aNetworkWithOneOtherRunningVarianceIsNotTheAuthorsInUseAlone() throws IOException {
        HtmdNetReport report = parity.check(altered("weights.masker.norm.moving_variance", tensor -> {
            float[] data = tensor.data().clone();
            data[0] += 1;
            return new Tensor(tensor.dims(), data);
        }));

        assertThat(report.ok()).isFalse();
        assertThat(report.maxAbsError().masked()).isGreaterThan(1e-5);
        assertThat(report.maxAbsError().trainMasked()).isLessThan(1e-5);
    }

    @Test
    void aTensorOfAnotherShapeIsRefusedByNameAndBothShapes() throws IOException {
        HtmdNetReference altered =
                altered("weights.denoiser.out.kernel", tensor -> new Tensor(new long[] {3, 3, 1}, new float[9]));

        assertThatThrownBy(() -> parity.check(altered))
                .hasMessageContaining("denoiser.out.weight has shape [1, 3, 3], the network wants [1, 3, 5]");
    }

    @Test
    void aHeaderThatLacksANumberIsRefusedByName() throws IOException {
        Safetensors file = Safetensors.read(FILE);
        Map<String, String> header = new HashMap<>(file.metadata());
        header.put("config", header.getOrDefault("config", "").replace("\"levels\"", "\"level\""));

        assertThatThrownBy(() -> HtmdNetReference.of(FILE, new Safetensors(header, file.tensors())))
                .hasMessageContaining("levels");
    }

    @Test
    void mixturesOfAnotherLengthThanTheWindowAreRefusedWithBoth() {
        assertThatThrownBy(() -> altered("mixture", tensor -> new Tensor(new long[] {4, 8_192, 1}, tensor.data())))
                .hasMessageContaining("[4, 8192, 1]")
                .hasMessageContaining("16384");
    }

    private static HtmdNetReference reference() throws IOException {
        return altered("", tensor -> tensor);
    }

    private static HtmdNetReference altered(String tensorName, UnaryOperator<Tensor> change) throws IOException {
        Safetensors file = Safetensors.read(FILE);
        Weights.Builder tensors = new Weights.Builder();
        for (String name : file.tensors().names()) {
            Tensor tensor = file.tensors().get(name);
            Tensor kept = name.equals(tensorName) ? change.apply(tensor) : tensor;
            tensors.add(name, kept.dims(), kept.data());
        }
        return HtmdNetReference.of(FILE, new Safetensors(file.metadata(), tensors.build()));
    }
}
