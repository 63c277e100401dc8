package dev.fader.worker.train;

import dev.fader.schemas.run.TrainingSpec;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.mixing.Ingredients;
import dev.fader.trainer.mixing.MixerConfig;
import dev.fader.trainer.mixing.MixerTraining;
import dev.fader.trainer.mixing.MixerTraining.EstimatedSongs;
import dev.fader.trainer.training.NetworkTraining;
import dev.fader.trainer.training.Training;
import dev.fader.trainer.training.TrainingConfig;
import dev.fader.trainer.training.TrainingSession;
import dev.fader.worker.dataset.DataFault;
import dev.fader.worker.dataset.MadeFolder;
import dev.fader.worker.dataset.Songs;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.model.ModelFiles;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens what runs train: a network, or a mixer of separators; nobody else knows which. */
final class Sessions {

    private static final String TRAIN = "train";
    private static final String VALIDATION = "validation";

    private final Songs songs;
    private final ModelFiles models;
    private final Estimates estimates;
    private final Device device;

    Sessions(Songs songs, ModelFiles models, Estimates estimates, Device device) {
        this.songs = songs;
        this.models = models;
        this.estimates = estimates;
        this.device = device;
    }

    /** For what a session is opened. */
    enum Purpose {
        /** A few steps: what is slow to make is made of a few songs only. */
        FIRST_LOOK,
        TRAINING
    }

    /**
     * Opens a run at the checkpoint in a folder, if there is one.
     *
     * @throws RefusedInput saying what in configuration, models or data does not fit
     */
    OpenedSession open(TrainingSpec spec, Scratch folder, Purpose purpose, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException {
        List<Runnable> held = new ArrayList<>();
        boolean opened = false;
        try {
            Training training = MixerConfig.isOne(spec.config())
                    ? mixer(spec, purpose, held, attempt)
                    : network(spec, folder, held, attempt);
            TrainingSession session = new TrainingSession(training, folder.folder(), device);
            opened = true;
            return new OpenedSession(session, held);
        } finally {
            if (!opened) {
                held.forEach(Runnable::run);
            }
        }
    }

    private Training network(TrainingSpec spec, Scratch folder, List<Runnable> held, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException {
        TrainingConfig config = read(TrainingConfig::parse, spec);
        return new NetworkTraining(
                config, hold(spec, held, attempt).location(), firstWeights(spec.startModel(), folder));
    }

    private Songs.Held hold(TrainingSpec spec, List<Runnable> held, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException {
        Songs.Held data = songs.hold(spec.data(), Set.of(TRAIN, VALIDATION), attempt);
        held.add(data::close);
        return data;
    }

    private @Nullable Path firstWeights(@Nullable String sha256, Scratch folder) throws IOException, RefusedInput {
        if (sha256 == null) {
            return null;
        }
        Path file = folder.file("first.safetensors");
        models.read(sha256).write(file);
        return file;
    }

    private Training mixer(TrainingSpec spec, Purpose purpose, List<Runnable> held, Attempt attempt)
            throws IOException, RefusedInput, InterruptedException {
        MixerConfig config = read(MixerConfig::parse, spec);
        if (spec.startModel() != null) {
            throw new RefusedInput(
                    "bad_config", "a mixer's first weights are drawn from its seed: name no model to begin with");
        }
        Songs.Held data = hold(spec, held, attempt);
        try {
            MixerTraining training = new MixerTraining(
                    config,
                    spec.data().name(),
                    estimated(TRAIN, config, spec, purpose, data, held, attempt),
                    estimated(VALIDATION, config, spec, purpose, data, held, attempt));
            return purpose == Purpose.FIRST_LOOK ? training.firstLook() : training;
        } catch (IOException e) {
            throw DataFault.refusal(e);
        } catch (IllegalArgumentException e) {
            throw new RefusedInput("bad_config", String.valueOf(e.getMessage()));
        }
    }

    private EstimatedSongs estimated(
            String split,
            MixerConfig config,
            TrainingSpec spec,
            Purpose purpose,
            Songs.Held data,
            List<Runnable> held,
            Attempt attempt)
            throws IOException, RefusedInput {
        StemDataset all = data.location().open(split, config.sources(), config.sampleRateHz());
        StemDataset wanted = purpose == Purpose.FIRST_LOOK ? all.first(MixerTraining.SONGS_OF_A_FIRST_LOOK) : all;
        Map<String, Path> folders = new LinkedHashMap<>();
        for (MixerConfig.Mixed mixed : config.separators()) {
            String sha256 = spec.separators().get(mixed.name());
            if (sha256 == null) {
                throw new RefusedInput(
                        "bad_config",
                        "the run names no model for the separator %s; named are %s"
                                .formatted(mixed.name(), spec.separators().keySet()));
            }
            MadeFolder folder = estimates.of(
                    new Estimates.Mixed(mixed.name(), sha256, mixed.sources()),
                    new Estimates.Split(spec.data().manifest().sha256(), split, wanted, config.sampleRateHz()),
                    attempt);
            held.add(folder::close);
            folders.put(mixed.name(), folder.root());
        }
        return new EstimatedSongs(all, Ingredients.of(config, folders));
    }

    @FunctionalInterface
    private interface Parser<T> {
        T parse(String json) throws IOException;
    }

    private static <T> T read(Parser<T> parser, TrainingSpec spec) throws RefusedInput {
        try {
            return parser.parse(spec.config().toString());
        } catch (IOException e) {
            throw new RefusedInput("bad_config", String.valueOf(e.getMessage()));
        }
    }
}
