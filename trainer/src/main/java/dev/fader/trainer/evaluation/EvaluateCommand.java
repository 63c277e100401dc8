package dev.fader.trainer.evaluation;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.remix.DifferenceNetwork;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer evaluate}: a table by source and gain, then one JSON line. */
@Command(name = "evaluate", description = "Measure minSDR and loudness difference over the gain grid.")
public final class EvaluateCommand implements Callable<Integer> {

    @Option(names = "--model", required = true, description = "model file, safetensors")
    private Path model = Path.of("");

    @Option(names = "--data", required = true, description = "data set")
    private Path data = Path.of("");

    @Option(names = "--split", description = "folder of the data set (default: ${DEFAULT-VALUE})")
    private String split = "test";

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Override
    public Integer call() throws Exception {
        ModelFile file = ModelFile.read(model);
        StemDataset dataset = StemDataset.open(data, split, file.sources(), file.sampleRateHz());
        try (DifferenceNetwork network = DifferenceNetwork.load(file, Torch.device(device))) {
            Evaluation evaluation =
                    new Evaluator(network).evaluate(dataset, song -> System.err.println("measured " + song));
            print(evaluation);
            return evaluation.ok() ? 0 : 1;
        }
    }

    private static void print(Evaluation evaluation) throws Exception {
        evaluation.remix().forEach((source, rows) -> {
            System.out.printf(
                    Locale.ROOT,
                    "%n%s: SDR of the source %.2f dB%n",
                    source,
                    evaluation.sourceSdrDb().get(source));
            System.out.println("gain dB   minSDR dB  (do nothing)   LD dB  (do nothing)");
            for (Evaluation.Row row : rows) {
                System.out.printf(
                        Locale.ROOT,
                        "%+7.0f   %9.2f  %12.2f  %6.2f  %12.2f%n",
                        row.gainDb(),
                        row.minSdrDb(),
                        row.minSdrDoNothingDb(),
                        row.ldDb(),
                        row.ldDoNothingDb());
            }
        });
        System.out.println(new ObjectMapper().writeValueAsString(evaluation));
    }
}
