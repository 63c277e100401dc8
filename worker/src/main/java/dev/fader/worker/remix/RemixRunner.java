package dev.fader.worker.remix;

import dev.fader.queue.task.Claim;
import dev.fader.queue.task.Completion;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.TaskState;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.naming.OutputName;
import dev.fader.schemas.remix.GivenStems;
import dev.fader.schemas.remix.PreviewPassage;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.trainer.audio.AudioSource;
import dev.fader.trainer.decoding.Decoders;
import dev.fader.trainer.remix.Blend;
import dev.fader.trainer.remix.BusiestPassage;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.Mastering;
import dev.fader.trainer.remix.Passage;
import dev.fader.trainer.remix.ReadAhead;
import dev.fader.trainer.remix.Rendering;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.SignalLevel;
import dev.fader.worker.attempt.AttemptOutcomes;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.model.Models;
import dev.fader.worker.outcome.Outcome;
import dev.fader.worker.outcome.RefusedInput;
import dev.fader.worker.scratch.Scratch;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Remixes the object that a task names, or takes it apart: fetch → decode → network → loudness → encode → verify → put → verify again.
 * Only the network is taken in turn, so that with several slots the stages of several tasks overlap; stems that a task brings
 * need none.
 */
final class RemixRunner implements TaskRunner<RemixSpec> {

    private static final int WAVEFORM_PARTS = 600;
    /** Of an input that does not tell its length: no codec packs tighter than this. */
    private static final int MOST_EXPANSION = 32;

    private final TaskKind<RemixSpec, RemixResult> kind;
    private final ObjectStorage storage;
    private final Models models;
    private final Decoders decoders;
    private final ScratchSpace space;
    private final QualityGate gate;
    private final NetworkTurn turn;
    private final StemStore stems;
    private final StemsOfTask stemsOfTask;

    /** @param kind remix or separate: what is different lies in the variants alone */
    RemixRunner(
            TaskKind<RemixSpec, RemixResult> kind,
            ObjectStorage storage,
            Models models,
            Decoders decoders,
            ScratchSpace space,
            QualityGate gate,
            NetworkTurn turn,
            StemStore stems) {
        this.kind = kind;
        this.storage = storage;
        this.models = models;
        this.decoders = decoders;
        this.space = space;
        this.gate = gate;
        this.turn = turn;
        this.stems = stems;
        this.stemsOfTask = new StemsOfTask(storage, decoders);
    }

    @Override
    public TaskKind<RemixSpec, ?> kind() {
        return kind;
    }

    @Override
    public Outcome run(RemixSpec spec, Claim claim, Attempt attempt) throws Exception {
        return AttemptOutcomes.of(() -> {
            long start = System.nanoTime();
            try (Scratch scratch =
                    space.open(claim.task() + "-f" + claim.fence().value() + "-")) {
                GivenStems given = spec.givenStems();
                if (given != null) {
                    Path input = fetch(spec, scratch, attempt);
                    try (Separation stems =
                            stemsOfTask.fetch(given, input, spec.input().key(), scratch, attempt)) {
                        return made(spec, input, stems, claim, scratch, attempt, start);
                    }
                }
                try (Separation model = Separation.by(models.get(spec.model(), spec.modelSha256()))) {
                    // a source that there is not is refused before the input comes
                    List<VariantOrder> unused = VariantOrder.all(spec, model);
                    return made(spec, fetch(spec, scratch, attempt), model, claim, scratch, attempt, start);
                }
            }
        });
    }

    private Completion made(
            RemixSpec spec,
            Path input,
            Separation separation,
            Claim claim,
            Scratch scratch,
            Attempt attempt,
            long start)
            throws Exception {
        List<VariantOrder> orders = VariantOrder.all(spec, separation);
        BusiestPassage passage = passage(spec, input, attempt);
        NetworkTurn.Taken<Rendering> rendered =
                render(spec, input, passage, separation, orders, claim, scratch, attempt);
        List<RemixOutput> outputs =
                master(rendered.value(), orders, spec.input().key(), claim, scratch, attempt);
        PreviewPassage preview = passage == null ? null : preview(passage, rendered.value(), outputs);
        Duration worked = Duration.ofNanos(System.nanoTime() - start).minus(rendered.waited());
        return completion(
                new RemixResult(
                        passage == null ? outputs : outputs.subList(0, outputs.size() - 1),
                        worked.toNanos() / 1e9,
                        separation.network().deviceName(),
                        separation.ref(),
                        preview),
                rendered.value().seconds());
    }

    private Completion completion(RemixResult result, double audioSeconds) {
        return Completion.of(kind, result, audioSeconds)
                .in(result.needsReview() ? TaskState.REVIEW : TaskState.DONE)
                .with(new Completion.Quality(
                        result.outputs().stream().map(RemixOutput::quality).toList(),
                        result.computeSeconds(),
                        result.model().sha256()))
                .with(Map.of(
                        "audio_seconds",
                        audioSeconds,
                        "compute_seconds",
                        result.computeSeconds(),
                        "times_realtime",
                        result.computeSeconds() > 0 ? audioSeconds / result.computeSeconds() : 0));
    }

    private Path fetch(RemixSpec spec, Scratch scratch, Attempt attempt) throws IOException, RefusedInput {
        long bytes = storage.size(spec.input());
        scratch.reserve(bytes);
        Path input = scratch.file("input");
        storage.fetch(spec.input(), bytes, input, attempt::checkStop);
        attempt.checkStop();
        return input;
    }

    /** Messages name the object, not its copy on disk. */
    private AudioSource decode(RemixSpec spec, Path input) throws IOException {
        return decoders.open(input, spec.input().key());
    }

    private @Nullable BusiestPassage passage(RemixSpec spec, Path input, Attempt attempt) throws IOException {
        Double seconds = spec.previewSeconds();
        if (seconds == null) {
            return null;
        }
        try (AudioSource source = decode(spec, input)) {
            return BusiestPassage.find(source, seconds, attempt::checkStop);
        }
    }

    private NetworkTurn.Taken<Rendering> render(
            RemixSpec spec,
            Path input,
            @Nullable BusiestPassage passage,
            Separation separation,
            List<VariantOrder> orders,
            Claim claim,
            Scratch scratch,
            Attempt attempt)
            throws Exception {
        DifferenceNetwork network = claim.taskClass() == TaskClass.INTERACTIVE
                ? separation.network().urgent()
                : separation.network();
        boolean keeps = passage == null && !separation.ready() && stems.keeps(network);
        // what is kept is made from the whole, and then needs to hear of none
        SignalLevel level = keeps ? null : StemStore.level(network, () -> decode(spec, input), attempt);
        AudioSource whole = decode(spec, input);
        try (ReadAhead ahead = ReadAhead.of(
                passage == null ? whole : new Passage(whole, passage.startFrame(), passage.frames()), level)) {
            for (VariantOrder order : orders) {
                order.order().check(ahead.format());
            }
            long expected = Rendering.scratchBytes(ahead.format(), orders.size());
            // the encoded outputs take no more than one of the tracks
            long tracks = expected >= 0 ? expected : storage.size(spec.input()) * MOST_EXPANSION * orders.size();
            scratch.reserve(tracks + tracks / orders.size());
            List<Blend> blends = orders.stream().map(VariantOrder::blend).toList();
            Rendering.Progress progress = (done, total) -> {
                attempt.checkStop();
                attempt.progress(done, Math.max(done, total));
            };
            if (separation.ready()) {
                return new NetworkTurn.Taken<>(
                        Rendering.of(ahead, network, blends, network.chunkPlan(), scratch.folder(), progress),
                        Duration.ZERO);
            }
            if (keeps) {
                try (StemStore.Ready ready = stems.ready(
                        separation, input, () -> decode(spec, input), plan(network, claim), scratch, attempt)) {
                    // the network has done its part: whoever is next may have it
                    DifferenceNetwork kept = ready.network();
                    // the separation has told how far it is, and progress goes one way
                    Rendering.Progress mixing = ready.reused() ? progress : (done, total) -> attempt.checkStop();
                    return new NetworkTurn.Taken<>(
                            Rendering.of(ahead, kept, blends, kept.chunkPlan(), scratch.folder(), mixing),
                            ready.waited());
                }
            }
            Callable<Rendering> rendering =
                    () -> Rendering.of(ahead, network, blends, plan(network, claim), scratch.folder(), progress);
            return network.isShared() ? turn.share(attempt, rendering) : turn.take(attempt, rendering);
        }
    }

    private List<RemixOutput> master(
            Rendering rendering, List<VariantOrder> orders, String input, Claim claim, Scratch scratch, Attempt attempt)
            throws IOException {
        Mastering mastering = new Mastering(decoders.limits().audio(), attempt::checkStop);
        List<RemixOutput> outputs = new ArrayList<>();
        for (VariantOrder order : orders) {
            Path file = scratch.file("output" + outputs.size());
            Mastering.Mastered mastered = mastering.master(rendering, outputs.size(), order.order(), file);
            StoredObject stored = storage.put(file, outputKey(claim, order, input, mastered), attempt::checkStop);
            // room was taken for one output at a time
            Files.delete(file);
            outputs.add(new RemixOutput(
                    order.name(),
                    stored,
                    mastered.format().properties(mastered.frames()),
                    gate.judge(mastered.quality()),
                    mastered.remarks()));
        }
        return outputs;
    }

    private static PreviewPassage preview(BusiestPassage passage, Rendering rendering, List<RemixOutput> outputs)
            throws IOException {
        int before = outputs.size() - 1;
        List<List<Float>> peaksAfter = new ArrayList<>();
        for (int variant = 0; variant < before; variant++) {
            peaksAfter.add(peaks(rendering, variant));
        }
        int rate = rendering.format().sampleRateHz();
        return new PreviewPassage(
                (double) passage.startFrame() / rate,
                rendering.seconds(),
                outputs.get(before).object(),
                peaks(rendering, before),
                peaksAfter);
    }

    private static List<Float> peaks(Rendering rendering, int variant) throws IOException {
        List<Float> peaks = new ArrayList<>();
        for (float peak : rendering.peaks(variant, WAVEFORM_PARTS)) {
            peaks.add(peak);
        }
        return peaks;
    }

    /** After memory ran out, half the chunk for each time it did. */
    private static ChunkPlan plan(DifferenceNetwork network, Claim claim) {
        ChunkPlan plan = network.chunkPlan();
        for (int i = 0; i < claim.attempts().memoryFailures(); i++) {
            plan = plan.halved();
        }
        return plan;
    }

    /** The key holds the fence, so that a late writer can never overwrite another's output. */
    private static String outputKey(Claim claim, VariantOrder order, String input, Mastering.Mastered mastered) {
        return "results/%s/f%d/%s"
                .formatted(
                        claim.task(),
                        claim.fence().value(),
                        OutputName.written(
                                order.name(),
                                order.order().format(),
                                input,
                                mastered.encoding().extension()));
    }
}
