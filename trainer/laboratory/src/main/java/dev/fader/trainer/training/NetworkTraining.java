package dev.fader.trainer.training;

import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.DataLocation;
import dev.fader.trainer.data.ExampleBatch;
import dev.fader.trainer.data.ExampleSampler;
import dev.fader.trainer.data.Fingerprint;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.graph.Target;
import dev.fader.trainer.graph.Weights;
import dev.fader.trainer.objective.TrainingPrograms;
import dev.fader.trainer.training.TrainingConfig.Budget;
import dev.fader.trainer.training.TrainingConfig.Rhythm;
import dev.fader.trainer.training.TrainingConfig.Step;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Trains a network of ours on excerpts of songs. */
public final class NetworkTraining implements Training {

    private final TrainingConfig config;
    private final DataLocation data;
    private final @Nullable Path start;

    /** @param start model to take the first weights from; without it they are drawn from the seed */
    public NetworkTraining(TrainingConfig config, DataLocation data, @Nullable Path start) {
        this.config = config;
        this.data = data;
        this.start = start;
    }

    @Override
    public String config() {
        return config.toJson();
    }

    @Override
    public List<String> differences(String identity) throws IOException {
        return TrainingConfig.differences(identity, config);
    }

    @Override
    public String dataName() {
        return data.name();
    }

    @Override
    public TrainingPrograms programs(Device device) {
        Target target = new Target(device.trainingForm(), config.step().precision());
        return TrainingPrograms.of(config.network(), config.objective(), target);
    }

    @Override
    public Step step() {
        return config.step();
    }

    @Override
    public Budget budget() {
        return config.budget();
    }

    @Override
    public Rhythm rhythm() {
        return config.rhythm();
    }

    @Override
    public long seed() {
        return config.seed();
    }

    @Override
    public boolean beginsWithAModel() {
        return start != null;
    }

    @Override
    public String firstModel() throws IOException {
        if (start == null) {
            return "";
        }
        Weights weights = ModelFile.read(start).weights();
        MessageDigest digest = Sha256.digest();
        for (String name : weights.names()) {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            float[] values = weights.get(name).data();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
            bytes.asFloatBuffer().put(values);
            digest.update(bytes);
        }
        return Sha256.end(digest);
    }

    @Override
    public Weights firstWeights() throws IOException {
        if (start == null) {
            return programs(Device.cpu()).training().initialWeights(new SplittableRandom(config.seed()));
        }
        ModelFile model = ModelFile.read(start);
        // tensors of one shape may mean something else: another hop, other masks, sources in another order
        if (!model.network().equals(config.network())
                || !model.sources().equals(config.data().sources())
                || model.sampleRateHz() != config.data().sampleRateHz()) {
            throw new IOException("%s is %s for %s at %d Hz; the configuration is %s for %s at %d Hz: make them alike"
                    .formatted(
                            start,
                            model.network(),
                            model.sources(),
                            model.sampleRateHz(),
                            config.network(),
                            config.data().sources(),
                            config.data().sampleRateHz()));
        }
        return model.weights();
    }

    @Override
    public Material open() throws IOException {
        StemDataset validated = songs("validation");
        Validation validation = Validation.draw(config, validated);
        StemDataset songs = songs("train");
        return new Excerpts(config.sampler(songs), songs, validated, validation);
    }

    private StemDataset songs(String split) throws IOException {
        return data.open(split, config.data().sources(), config.data().sampleRateHz());
    }

    private record Excerpts(ExampleSampler sampler, StemDataset learnt, StemDataset validated, Validation validation)
            implements Material {

        @Override
        public Batch batch(long number) throws IOException {
            ExampleBatch batch = sampler.batch(number);
            return new Batch(TrainingInputs.of(batch), batch.description());
        }

        @Override
        public Fingerprint fingerprint() throws IOException {
            return Fingerprint.of(Map.of("train", learnt, "validation", validated));
        }

        @Override
        public int songs() {
            return learnt.songs().size();
        }

        @Override
        public int validationSongs() {
            return validated.songs().size();
        }

        @Override
        public double validate(TrainingStep network, Map<String, Double> entry) {
            return validation.measure(network, entry);
        }
    }

    @Override
    public Map<String, Double> measured(Report report) {
        Map<String, Double> measured = new LinkedHashMap<>();
        measured.put("loss_db", report.lossDb());
        measured.put("remix_sdr_db", report.remixSdrDb());
        return measured;
    }

    @Override
    public void write(Path file, Map<String, String> provenance, Weights weights) throws IOException {
        new ModelFile(config.network(), config.data().sources(), config.data().sampleRateHz(), provenance, weights)
                .write(file);
    }
}
