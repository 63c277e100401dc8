package dev.fader.trainer.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.data.DataOptions;
import dev.fader.trainer.data.DrawnSource;
import dev.fader.trainer.data.ExampleBatch;
import dev.fader.trainer.data.ExampleCount;
import dev.fader.trainer.data.ExampleSampler;
import dev.fader.trainer.data.StemDataset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader trainer examples}: what a run would learn from, drawn as the run draws it. */
@Command(
        name = "examples",
        description = {
            "List the examples that a run draws, a line each, then count them in one JSON line.",
            "Each source is written as its song and the frame where it begins: with − where its polarity is turned, in",
            "brackets where it is silenced. Examples count as the same when all their sources lie in the same places."
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class ExamplesCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions config = new ConfigurationOptions();

    @Mixin
    private DataOptions data = new DataOptions();

    @Option(names = "--steps", defaultValue = "400", description = "of the run's beginning (default ${DEFAULT-VALUE})")
    private long steps;

    @Option(
            names = "--split",
            description =
                    "train, or validation, whose examples are the same at every validation (default: ${DEFAULT-VALUE})")
    private String split = "train";

    @Option(names = "--json", description = "only the line of JSON")
    private boolean json;

    /**
     * @param ok whether more than 99 % differ
     * @param mostRepeated how often the commonest one comes
     * @param negatedShare of the sources
     * @param absentShare of the examples, those in which some source is silenced
     */
    record Report(
            String name,
            boolean ok,
            long examples,
            long distinct,
            @JsonProperty("most_repeated") long mostRepeated,
            @JsonProperty("negated_share") double negatedShare,
            @JsonProperty("absent_share") double absentShare) {

        private static final double DISTINCT_SHARE = 0.99;

        static Report of(List<List<DrawnSource>> examples) {
            ExampleCount count = ExampleCount.of(examples);
            boolean ok = count.distinct() > DISTINCT_SHARE * examples.size();
            return new Report(
                    "examples",
                    ok,
                    examples.size(),
                    count.distinct(),
                    count.mostRepeated(),
                    count.negatedShare(),
                    count.absentShare());
        }
    }

    @Override
    public Integer call() throws Exception {
        TrainingConfig settings = config.read();
        TrainingConfig.Data of = settings.data();
        StemDataset dataset = data.location().open(split, of.sources(), of.sampleRateHz());
        ExampleSampler sampler =
                split.equals("validation") ? Validation.sampler(settings, dataset) : settings.sampler(dataset);
        List<List<DrawnSource>> examples = new ArrayList<>();
        long batches = split.equals("validation")
                ? settings.rhythm().validationBatches()
                : steps * settings.step().accumulate();
        for (long batch = 0; batch < batches; batch++) {
            ExampleBatch drawn = sampler.batch(batch);
            examples.addAll(drawn.origins());
            if (!json) {
                System.out.println(drawn.description().replace("; ", System.lineSeparator()));
            }
        }
        Report report = Report.of(examples);
        System.out.println(Json.MAPPER.writeValueAsString(report));
        return ExitCode.ofCheck(report.ok());
    }
}
