package dev.fader.trainer.separation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.convtasnet.MaskActivation;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetChoiceTest {

    private static final ModelFile MODEL = model(16);
    private static final Situation HERE = new Situation(1, "a processor", 2, "2.7.1", "{}", Precision.FP32);

    @TempDir
    Path folder;

    @Test
    void aFormMustBeFasterByMoreThanNoise() {
        assertThat(TargetChoice.fastest(Map.of(Form.PLAIN, 1.0, Form.FOLDED, 0.95, Form.FOLDED_CONV, 1.2)))
                .isEqualTo(Form.PLAIN);
        assertThat(TargetChoice.fastest(Map.of(Form.PLAIN, 1.0, Form.FOLDED, 0.8, Form.FOLDED_CONV, 0.7)))
                .isEqualTo(Form.FOLDED_CONV);
    }

    @Test
    void whatWasChosenOnAProcessorIsKeptAndTakenAgain() throws IOException {
        TargetChoice choice = choice(Map.of());
        Target first = choice.of(MODEL, Device.cpu());
        List<Path> files = files();

        // another answer than this machine's own shows that the file was read
        Form other = first.form() == Form.FOLDED ? Form.PLAIN_CONV : Form.FOLDED;
        Files.write(files.getFirst(), List.of(other.toString()));

        assertThat(files).hasSize(1);
        assertThat(choice.of(MODEL, Device.cpu())).isEqualTo(new Target(other, Precision.FP32));
    }

    @Test
    void anotherShapeIsAnotherChoice() throws IOException {
        choice(Map.of()).of(MODEL, Device.cpu());
        choice(Map.of()).of(model(24), Device.cpu());

        assertThat(files()).hasSize(2);
    }

    @Test
    void ofSeveralProcessesTheFirstChoiceStays() throws IOException {
        KeptForms kept = new KeptForms(Files.createDirectories(folder.resolve("forms")));

        assertThat(kept.keepFirst(HERE, Form.FOLDED)).isEqualTo(Form.FOLDED);
        assertThat(kept.keepFirst(HERE, Form.PLAIN)).isEqualTo(Form.FOLDED);
        assertThat(kept.get(HERE)).contains(Form.FOLDED);
        assertThat(files()).hasSize(1);
    }

    @Test
    void whereNothingCanBeKeptNothingIsTriedOut() throws IOException {
        Path taken = Files.createFile(folder.resolve("forms"));

        Target target = TargetChoice.of(Map.of(KeptForms.FOLDER_VARIABLE, taken.toString()))
                .of(MODEL, Device.cpu());

        assertThat(target).isEqualTo(Target.PLAIN);
    }

    @Test
    void aWishIsFollowedOnAnyDevice() {
        TargetChoice choice = choice(Map.of("FADER_FORM", "folded-conv", "FADER_PRECISION", "bf16"));

        assertThat(choice.of(MODEL, Device.cpu())).isEqualTo(new Target(Form.FOLDED_CONV, Precision.BF16));
        assertThat(choice.of(MODEL, new Device.Cuda(1))).isEqualTo(new Target(Form.FOLDED_CONV, Precision.BF16));
    }

    @Test
    void aGpuHasAFormOfItsOwn() {
        assertThat(choice(Map.of("FADER_PRECISION", "fp16")).of(MODEL, new Device.Cuda(0)))
                .isEqualTo(new Target(Form.GPU_FOLDED, Precision.FP16));
    }

    @Test
    void aFormThatIsInHalvesAloneIsRefusedIn32Bits() {
        assertThatThrownBy(() -> TargetChoice.of(Map.of(TargetChoice.FORM_VARIABLE, "gpu-kernels")))
                .hasMessage(
                        "the environment's FADER_FORM is 'gpu-kernels', which keeps everything in halves: set FADER_PRECISION to fp16 or bf16");
        assertThat(TargetChoice.of(Map.of(
                                TargetChoice.FORM_VARIABLE, "gpu-kernels", TargetChoice.PRECISION_VARIABLE, "fp16"))
                        .of(MODEL, Device.cpu()))
                .isEqualTo(new Target(Form.GPU_KERNELS, Precision.FP16));
    }

    @Test
    void aWishThatIsNoneIsRefusedWithWhatThereIs() {
        assertThatThrownBy(() -> choice(Map.of("FADER_FORM", "fast")))
                .hasMessage(
                        "the environment's FADER_FORM is 'fast': it may be auto, authors, plain, plain-conv, folded,"
                                + " folded-conv, gpu, gpu-conv, gpu-folded, gpu-kernels");
        assertThatThrownBy(() -> choice(Map.of("FADER_PRECISION", "fp8"))).hasMessageContaining("fp32, bf16, fp16");
    }

    @Test
    void aFileThatNamesNoFormIsNamedWithWhatToDo() throws IOException {
        KeptForms kept = new KeptForms(folder);
        Path file = Files.writeString(folder.resolve(HERE.name() + ".txt"), "fast");

        assertThatThrownBy(() -> kept.get(HERE))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file + " names 'fast', which is no form: remove the file");
    }

    private TargetChoice choice(Map<String, String> wishes) {
        Map<String, String> environment = new HashMap<>(wishes);
        environment.put(KeptForms.FOLDER_VARIABLE, folder.resolve("forms").toString());
        return TargetChoice.of(environment);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("forms"))) {
            return files.toList();
        }
    }

    private static ModelFile model(int filters) {
        ConvTasNet network = new ConvTasNet(2, filters, 16, 8, 8, 12, 8, 3, 2, 1, MaskActivation.SOFTMAX, false);
        return new ModelFile(
                network,
                List.of("vocals", "other"),
                8_000,
                Map.of(),
                NetworkPrograms.separation(network, Parameters.NAMED).initialWeights(new SplittableRandom(1)));
    }
}
