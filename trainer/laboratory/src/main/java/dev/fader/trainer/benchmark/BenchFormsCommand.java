package dev.fader.trainer.benchmark;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.Elapsed;
import dev.fader.trainer.benchmark.FormsTrial.Planned;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Torch;
import dev.fader.trainer.graph.Form;
import dev.fader.trainer.graph.Precision;
import dev.fader.trainer.graph.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer bench-forms}: a network in all its forms and precisions, as far as a time allows. */
@Command(
        name = "bench-forms",
        description = "Time a network in all forms and precisions, inference and training, and print JSON.",
        mixinStandardHelpOptions = true)
public final class BenchFormsCommand implements Callable<Integer> {

    @Option(names = "--network", description = "as of bench-network, but one (default: ${DEFAULT-VALUE})")
    private String network = "paper";

    @Option(names = "--weights", description = "model file: its network and its weights (default: fresh ones)")
    private @Nullable Path weights;

    @Option(names = "--device", description = "auto, cpu, cuda or cuda:N (default: ${DEFAULT-VALUE})")
    private String device = "auto";

    @Option(
            names = "--seconds",
            split = ",",
            description = "of each mixture; several, with commas between: in inference each (default: 1)")
    private List<Double> seconds = List.of(1.0);

    @Option(names = "--batch", split = ",", description = "mixtures at once in inference (default: 1,4,16)")
    private List<Integer> batches = List.of(1, 4, 16);

    @Option(names = "--training-batch", description = "mixtures at once in training; 0: none (default: 4)")
    private int trainingBatch = 4;

    @Option(names = "--minutes", description = "that it may take; what is not done by then is left out (default: 8)")
    private double minutes = 8;

    @Override
    public Integer call() throws Exception {
        BenchedNetwork benched = weights == null ? BenchedNetwork.named(network, 4) : BenchedNetwork.of(weights);
        Device on = Device.named(device);
        Elapsed.say("the engine is loaded, for " + on);
        ObjectNode report = Json.MAPPER.createObjectNode();
        report.put("name", "bench forms")
                .put("ok", true)
                .put("network", benched.name())
                .put("device", on.toString())
                .put("libtorch", Torch.engine().getVersion())
                .put("tf32", "1".equals(System.getenv("TORCH_ALLOW_TF32_CUBLAS_OVERRIDE")))
                .put("threads", on instanceof Device.Cpu ? Torch.threads() : 0);
        Duration most = Duration.ofMillis((long) (minutes * 60_000));
        new FormsTrial(benched, on, report).run(planned(on), most);
        System.out.println(report);
        return 0;
    }

    /** A processor multiplies halves many times slower than anything else. */
    private static List<Precision> precisions(Device on) {
        return on instanceof Device.Cuda ? List.of(Precision.values()) : List.of(Precision.FP32, Precision.BF16);
    }

    /** Inference first: it is what most of the time is for. */
    private List<Planned> planned(Device on) {
        List<Planned> planned = new ArrayList<>();
        for (double each : seconds) {
            for (int batch : batches) {
                for (Precision precision : precisions(on)) {
                    for (Form form : Form.besideAuthors(on instanceof Device.Cuda)) {
                        if (form.isIn(precision)) {
                            planned.add(new Planned(false, each, batch, new Target(form, precision)));
                        }
                    }
                }
            }
        }
        for (Precision precision : List.of(Precision.FP32, Precision.BF16)) {
            for (Form form : Form.besideAuthors(on instanceof Device.Cuda)) {
                if (trainingBatch > 0 && form.trains()) {
                    planned.add(new Planned(true, seconds.getFirst(), trainingBatch, new Target(form, precision)));
                }
            }
        }
        return planned;
    }
}
