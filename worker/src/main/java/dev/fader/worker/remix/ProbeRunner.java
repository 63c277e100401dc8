package dev.fader.worker.remix;

import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.GivenStems;
import dev.fader.schemas.remix.ModelRef;
import dev.fader.schemas.remix.ProbeResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.model.Models;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The dry run of a remix: asks of the input only what its header says, and refuses what a remix would refuse for it. */
final class ProbeRunner implements TaskRunner<RemixSpec> {

    /** What stems are known by before they are read. */
    private static final String UNKNOWN = "0".repeat(64);

    private final ObjectStorage storage;
    private final Models models;
    private final AudioLimits limits;

    ProbeRunner(ObjectStorage storage, Models models, AudioLimits limits) {
        this.storage = storage;
        this.models = models;
        this.limits = limits;
    }

    @Override
    public TaskKind<RemixSpec, ?> kind() {
        return TaskKinds.PROBE;
    }

    @Override
    public Outcome run(RemixSpec spec, Claim claim, Attempt attempt) throws Exception {
        return AttemptOutcomes.of(() -> {
            List<VariantOrder> orders = orders(spec);
            long bytes = storage.size(spec.input());
            try (SeekableByteChannel object = storage.open(spec.input(), bytes);
                    AudioReader reader = AudioReader.open(object, spec.input().key(), limits)) {
                AudioFormat format = reader.format();
                GivenStems given = spec.givenStems();
                if (given != null) {
                    StemsOfTask.check(given, format, spec.input().key(), storage, limits);
                }
                Set<String> remarks = new LinkedHashSet<>(reader.remarks());
                for (VariantOrder order : orders) {
                    order.order().check(format);
                    remarks.addAll(order.order().remarks(format, order.blend()));
                }
                long frames = format.declaredFrames() >= 0
                        ? format.declaredFrames()
                        : Math.max(1, Math.round(format.estimatedSeconds() * format.sampleRateHz()));
                ProbeResult found = new ProbeResult(format.properties(frames), bytes, List.copyOf(remarks));
                double seconds = found.audio().seconds();
                return Completion.of(TaskKinds.PROBE, found, seconds).with(Map.of("audio_seconds", seconds));
            }
        });
    }

    private List<VariantOrder> orders(RemixSpec spec) throws IOException, RefusedInput {
        GivenStems given = spec.givenStems();
        if (given != null) {
            return orders(spec, given.sources(), new ModelRef(GivenStems.NAME, UNKNOWN));
        }
        try (Models.Loaded model = models.get(spec.model(), spec.modelSha256())) {
            return orders(spec, model.network().sources(), model.ref());
        }
    }

    private static List<VariantOrder> orders(RemixSpec spec, List<String> sources, ModelRef model) throws RefusedInput {
        List<VariantOrder> orders = new ArrayList<>();
        for (Variant variant : spec.variants()) {
            orders.add(VariantOrder.of(variant, sources, model));
        }
        return orders;
    }
}
