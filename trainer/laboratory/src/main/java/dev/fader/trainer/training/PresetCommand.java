package dev.fader.trainer.training;

import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer preset}: writes a configuration to standard output, to be edited or trained as it is. */
@Command(
        name = "preset",
        mixinStandardHelpOptions = true,
        description = {
            "Print hyper-parameters to start from: the paper's, its authors' record's, a small network's for a machine without a",
            "GPU, those of the two shipped networks, or to go on from the default with other songs (fine_tune)."
        })
public final class PresetCommand implements Callable<Integer> {

    @Parameters(description = "${COMPLETION-CANDIDATES}")
    private TrainingPreset preset = TrainingPreset.PAPER;

    @Option(names = "--model", description = "${COMPLETION-CANDIDATES} (default: the preset's)")
    private @Nullable RemixModel model;

    @Option(
            names = "--ratio",
            description = "weights of remix and source term: 1:1, K:1, 1:0, 0:1 (default: 0:1 for baseline, else 1:1)")
    private String ratio = "";

    @Option(
            names = "--sources",
            split = ",",
            description = "names in the order of the network's outputs (default: ${DEFAULT-VALUE})")
    private List<String> sources = List.of("vocals", "drums", "bass", "other");

    @Override
    public Integer call() throws Exception {
        if (model == null && !ratio.isEmpty()) {
            throw new IllegalArgumentException("--ratio belongs to a --model: name it as well");
        }
        String standard = model == RemixModel.BASELINE ? "0:1" : "1:1";
        TrainingConfig config = model == null
                ? preset.config(sources)
                : preset.config(RemixObjective.of(model, ratio.isEmpty() ? standard : ratio, sources.size()), sources);
        System.out.println(config.toText());
        return 0;
    }
}
