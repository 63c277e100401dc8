package dev.fader.trainer.training;

import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.RemixObjective;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Hyper-parameters to start from: a file each, beside this class. */
enum TrainingPreset {
    /**
     * "Don't Separate, Learn to Remix", as the paper says (section 4.1): softmax masks, Adam at 1e-3, patience of 50 epochs of
     * MUSDB18's 100 segments.
     */
    PAPER,
    /** As the authors' own record of their runs says, where it differs: sigmoid masks, 1e-4, batches of 3, its examples. */
    RECORD,
    /** A network of half the shipped one's size, which two cores train in an hour. */
    SMALL,
    /** Those that the shipped network was trained with, on a GPU. */
    SHIPPED,
    /** Those that the larger one beside it went on with, after the shipped one's hop had been halved. */
    LARGE,
    /** To go on from the shipped network with other songs: its shape, a low learning rate, fewer steps. */
    FINE_TUNE,
    /**
     * HTMD-Net as its authors train it: windows of 16 384 samples at 22 050 Hz, vocals and accompaniment, Adam at 1e-4, batches of
     * 8, patience of 20 of at most 150 epochs; an epoch is as long as for 75 songs of MUSDB18.
     */
    HTMD_NET,
    /** Wave-U-Net, as HTMD-Net is compared with it. */
    WAVE_U_NET,
    /** Conv-TasNet for one target, as HTMD-Net is compared with it. */
    CONV_TASNET_ONE_TARGET;

    /** As commands name it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As it is, for its own sources. */
    TrainingConfig config() throws IOException {
        return read();
    }

    /** As it is, for sources of other names or another number of them. */
    TrainingConfig config(List<String> sources) throws IOException {
        TrainingConfig preset = read();
        return preset.with(
                preset.network().with(sources.size(), preset.network().seesGains()),
                preset.objective(),
                sources,
                preset.seed());
    }

    /** For another objective, limited as the preset's is. */
    TrainingConfig config(Objective objective, List<String> sources) throws IOException {
        TrainingConfig preset = read();
        return preset.with(
                preset.network().with(sources.size(), objective.seesGains()),
                limited(objective, preset.objective()),
                sources,
                preset.seed());
    }

    private static Objective limited(Objective objective, Objective asIn) {
        return objective instanceof RemixObjective remix && asIn instanceof RemixObjective own
                ? remix.limitedTo(own.snrLimitDb())
                : objective;
    }

    private TrainingConfig read() throws IOException {
        String file = this + ".json";
        try (InputStream resource = TrainingPreset.class.getResourceAsStream(file)) {
            if (resource == null) {
                throw new IOException("this build lacks " + file + ": build it again");
            }
            return TrainingConfig.parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
