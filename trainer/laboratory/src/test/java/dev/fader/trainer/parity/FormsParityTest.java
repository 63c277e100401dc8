package dev.fader.trainer.parity;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fader.trainer.audio.WavFile;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.cli.SynthesizeCommand;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.engine.TorchProgram;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Graph.Parameters;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Program;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.network.Agreement;
import dev.fader.trainer.network.NetworkPrograms;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** Every form is the authors' network, and the shipped one to the ear, whatever it keeps its numbers in. */
class FormsParityTest {

    private static final int SAMPLES = 44_100;

    @TempDir
    private static Path folder;

    private static ModelFile shipped;
    private static float[] song;
    private static float[] exact;

    @BeforeAll
    static void separateASong() throws IOException {
        shipped = ModelFile.read(Path.of("../../deploy/models/default.safetensors"));
        new CommandLine(new SynthesizeCommand())
                .execute("--out", folder.toString(), "--seconds", "2", "--songs", "1", "--split", "test");
        song = new float[SAMPLES];
        try (WavFile mixture = WavFile.open(folder.resolve("test/Synthetic 1 - 00000/mixture.wav"))) {
            float[][] stereo = new float[mixture.channels()][SAMPLES];
            mixture.read(0, stereo, 0, SAMPLES);
            System.arraycopy(stereo[0], 0, song, 0, SAMPLES);
        }
        exact = separate(Target.PLAIN);
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void itsOutputsAreTheAuthors(Form form) throws IOException {
        for (String activation : new String[] {"softmax", "sigmoid"}) {
            ReferenceFile reference = ReferenceFile.read(
                    Path.of("src/main/resources/dev/fader/trainer/parity/conv_tasnet_" + activation + ".safetensors"));
            Program program =
                    NetworkPrograms.separation(reference.network(), Parameters.NAMED, new Target(form, Precision.FP32));
            try (TorchProgram loaded = TorchProgram.load(program, reference.weights(), Device.cpu())) {
                float[] ours =
                        Parity.run(loaded, program.arguments(), NetworkPrograms.SOURCES, reference, Device.cpu());

                assertThat(Parity.maxAbsError(ours, reference.tensor("separated")))
                        .as(activation)
                        .isLessThan(1e-5);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PLAIN_CONV, FP32, 110",
        "FOLDED, FP32, 110",
        "FOLDED_CONV, FP32, 110",
        "GPU, FP32, 110",
        "GPU_CONV, FP32, 110",
        "GPU_FOLDED, FP32, 110",
        "PLAIN, BF16, 40",
        "FOLDED_CONV, BF16, 40",
        "GPU_FOLDED, BF16, 40",
        "PLAIN, FP16, 55",
        "GPU_FOLDED, FP16, 55"
    })
    void theShippedNetworkSeparatesASongAsThePlainFormDoes(Form form, Precision precision, double leastDb) {
        float[] separated = separate(new Target(form, precision));

        double agreementDb = Agreement.db(exact, separated);
        System.out.printf("%s %s: %.1f dB%n", form, precision, agreementDb);
        assertThat(agreementDb).isNotNaN().isGreaterThan(leastDb);
    }

    private static float[] separate(Target target) {
        Program program = NetworkPrograms.separation(shipped.network(), Parameters.NAMED, target);
        try (NDManager manager = Torch.manager(Device.cpu());
                TorchProgram loaded = TorchProgram.load(program, shipped.weights(), Device.cpu())) {
            NDArray mixture = manager.create(song, new Shape(1, 1, SAMPLES));
            return loaded.call(Map.of(NetworkPrograms.MIXTURE, mixture))
                    .get(NetworkPrograms.SOURCES)
                    .toFloatArray();
        }
    }
}
