package dev.fader.trainer.training;

import dev.fader.trainer.objective.Objective;
import dev.fader.trainer.objective.RemixModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The hyper-parameters of "Don't Separate, Learn to Remix", to start from: a file each, beside this class. */
enum TrainingPreset {
    /** As the paper says (section 4.1): softmax masks, Adam at 1e-3, patience of 50 epochs of MUSDB18's 100 segments. */
    PAPER,
    /** As the authors' own record of their runs says, where it differs: sigmoid masks, 1e-4, batches of 3, its examples. */
    RECORD;

    TrainingConfig config(Objective objective, List<String> sources) throws IOException {
        String file = name().toLowerCase(Locale.ROOT) + ".json";
        try (InputStream resource = TrainingPreset.class.getResourceAsStream(file)) {
            if (resource == null) {
                throw new IOException("this build lacks " + file + ": build it again");
            }
            TrainingConfig preset = TrainingConfig.parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
            boolean seesGains = objective.model() == RemixModel.GAIN_CONDITIONED;
            return preset.with(preset.network().with(sources.size(), seesGains), objective, sources, preset.seed());
        }
    }
}
