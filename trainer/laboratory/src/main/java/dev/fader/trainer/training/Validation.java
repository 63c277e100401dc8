package dev.fader.trainer.training;

import dev.fader.schemas.notation.Decibels;
import dev.fader.trainer.data.ExampleBatch;
import dev.fader.trainer.data.ExampleSampler;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.TrainingStep;
import dev.fader.trainer.engine.TrainingStep.Report;
import dev.fader.trainer.objective.RemixObjective;
import dev.fader.trainer.objective.WaveformObjective;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The same examples at every validation, of songs that training never sees, with all sources present. */
final class Validation {

    private final TrainingConfig config;
    private final List<ExampleBatch> batches;

    private Validation(TrainingConfig config, List<ExampleBatch> batches) {
        this.config = config;
        this.batches = batches;
    }

    /** Draws the examples of validation, which another seed than the run's decides. */
    static ExampleSampler sampler(TrainingConfig config, StemDataset dataset) {
        return config.sampler(dataset, config.data().examples().complete(), ~config.seed());
    }

    static Validation draw(TrainingConfig config, StemDataset dataset) throws IOException {
        ExampleSampler sampler = sampler(config, dataset);
        List<ExampleBatch> batches = new ArrayList<>();
        for (int i = 0; i < config.rhythm().validationBatches(); i++) {
            batches.add(sampler.batch(i));
        }
        return new Validation(config, List.copyOf(batches));
    }

    /**
     * @param entry gets the means of all SDRs and, where it decides, the loss
     * @return what decides, in dB: the SDR of the remix, or of the sources where nothing else is trained, as the authors'
     *     record chooses its Baseline; of an error of the waveforms, how far it lies below 0 dB
     */
    double measure(TrainingStep network, Map<String, Double> entry) {
        double loss = 0;
        double remix = 0;
        double[] sources = new double[config.data().sources().size()];
        for (ExampleBatch batch : batches) {
            Report report = network.evaluate(TrainingInputs.of(batch));
            loss += report.loss() / batches.size();
            remix += report.remixSdrDb() / batches.size();
            for (int k = 0; k < sources.length; k++) {
                sources[k] += report.sourceSdrDb()[k] / batches.size();
            }
        }
        entry.put("validation_remix_sdr_db", remix);
        for (int k = 0; k < sources.length; k++) {
            entry.put("validation_sdr_db_" + config.data().sources().get(k), sources[k]);
        }
        return switch (config.objective()) {
            case RemixObjective objective ->
                objective.psi() > 0 ? remix : Arrays.stream(sources).average().orElse(Double.NaN);
            case WaveformObjective objective -> {
                double lossDb = Decibels.ofPower(loss);
                entry.put("validation_loss_db", lossDb);
                yield -lossDb;
            }
        };
    }
}
