package dev.fader.trainer.mixing;

import dev.fader.trainer.mixing.MixerConfig.Mixed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fader trainer mixer-preset}: a mixer's configuration on standard output. */
@Command(
        name = "mixer-preset",
        mixinStandardHelpOptions = true,
        description = {
            "Print hyper-parameters of MDX-Mixer's paper to start from, to be edited or trained as they are: time_invariant (a 1×1",
            "convolution) or mlp_mixer (weights for each six seconds)."
        })
public final class MixerPresetCommand implements Callable<Integer> {

    /** The two systems of the paper. */
    enum Preset {
        TIME_INVARIANT,
        MLP_MIXER
    }

    @Parameters(description = "${COMPLETION-CANDIDATES}")
    private Preset preset = Preset.TIME_INVARIANT;

    @Option(
            names = "--separator",
            paramLabel = "NAME=SOURCES",
            description = "what is mixed of it, such as B=vocals or C=drums+bass+other+vocals; once for each")
    private Map<String, String> separators = new LinkedHashMap<>();

    @Override
    public Integer call() throws Exception {
        List<Mixed> mixed = separators.entrySet().stream()
                .map(separator -> new Mixed(
                        separator.getKey(), List.of(separator.getValue().split("\\+", -1))))
                .toList();
        MixerConfig config =
                preset == Preset.TIME_INVARIANT ? MixerConfig.timeInvariant(mixed) : MixerConfig.mlpMixer(mixed);
        System.out.println(config.toText());
        return 0;
    }
}
