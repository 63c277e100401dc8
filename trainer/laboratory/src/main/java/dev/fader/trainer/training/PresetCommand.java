package dev.fader.trainer.training;

import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.RemixModel;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.objective.WaveformError;
import dev.fader.trainer.objective.WaveformObjective;
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
            "GPU, those of the two shipped networks, to go on from the default with other songs (fine_tune), or those of the",
            "comparison of HTMD-Net with Wave-U-Net and Conv-TasNet (htmd_net, wave_u_net, conv_tasnet_one_target)."
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
            names = "--l1",
            description = "error of the waveforms to train for, ${COMPLETION-CANDIDATES} (default: the preset's)")
    private @Nullable WaveformError l1;

    @Option(
            names = "--l2",
            description =
                    "of what HTMD-Net's first half gives, ${COMPLETION-CANDIDATES}, with the weights that were published for the two (default with --l1: none)")
    private @Nullable WaveformError l2;

    @Option(
            names = "--sources",
            split = ",",
            description = {
                "names in the order of the network's outputs (default: the preset's); drums+bass is one source of two stems,",
                "accompaniment all that is no other source"
            })
    private List<String> sources = List.of();

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "another value for a key, such as batchSize=8 or examples.gainRangeDb=6; once for each")
    private List<String> settings = List.of();

    @Override
    public Integer call() throws Exception {
        if (model == null && !ratio.isEmpty()) {
            throw new IllegalArgumentException("--ratio belongs to a --model: name it as well");
        }
        if (l1 == null && l2 != null || l1 != null && model != null) {
            throw new IllegalArgumentException(
                    "--l2 belongs to an --l1, and --l1 to no --model: it is another objective");
        }
        List<String> names = sources.isEmpty() ? preset.config().data().sources() : sources;
        Objective objective = objective(names.size());
        TrainingConfig config = objective == null ? preset.config(names) : preset.config(objective, names);
        System.out.println(config.with("the preset " + preset, settings).toText());
        return 0;
    }

    /** @return null for the preset's own */
    private @Nullable Objective objective(int sourceCount) {
        if (l1 != null) {
            return WaveformObjective.published(l1, l2 == null ? WaveformError.NONE : l2);
        }
        if (model == null) {
            return null;
        }
        String standard = model == RemixModel.BASELINE ? "0:1" : "1:1";
        return RemixObjective.of(model, ratio.isEmpty() ? standard : ratio, sourceCount);
    }
}
