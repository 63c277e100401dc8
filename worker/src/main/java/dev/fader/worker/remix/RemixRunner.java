package dev.fader.worker.remix;

import ai.djl.engine.EngineException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.remix.AudioProperties;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.QualityRecord;
import dev.fader.schemas.remix.RemixOutput;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.StoredObject;
import dev.fader.schemas.remix.Variant;
import dev.fader.trainer.audio.AudioException;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.remix.ChunkPlan;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.FileRemix;
import dev.fader.trainer.remix.Gains;
import dev.fader.trainer.remix.OutputChoice;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.lease.Claim;
import dev.fader.worker.lease.Production;
import dev.fader.worker.outcome.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Remixes one file: fetch → decode → network → encode → verify → put → verify again. */
final class RemixRunner implements TaskRunner {

    private final ObjectStorage storage;
    private final Models models;
    private final AudioLimits limits;
    private final Path scratchRoot;

    RemixRunner(ObjectStorage storage, Models models, AudioLimits limits, Path scratchRoot) {
        this.storage = storage;
        this.models = models;
        this.limits = limits;
        this.scratchRoot = scratchRoot;
    }

    @Override
    public String kind() {
        return RemixSpec.KIND;
    }

    @Override
    public Outcome run(Claim claim, Attempt attempt) throws Exception {
        long start = System.nanoTime();
        RemixSpec spec = FaderJson.read(claim.spec(), RemixSpec.class);
        try (Scratch scratch =
                Scratch.under(scratchRoot, claim.task() + "-f" + claim.fence().value() + "-")) {
            Models.Loaded model = models.get(spec.model());
            Path input = scratch.file("input");
            storage.fetch(spec.input(), input, attempt::checkStop);
            attempt.checkStop();

            List<RemixOutput> outputs = new ArrayList<>();
            double inputSeconds = 0;
            for (Variant variant : spec.variants()) {
                Path output = scratch.file("output" + outputs.size());
                FileRemix.Report report = remix(spec, variant, model.network(), claim, input, output, attempt);
                StoredObject stored = storage.put(output, outputKey(claim, variant, report), attempt::checkStop);
                outputs.add(new RemixOutput(variant.name(), stored, properties(report), quality(report)));
                inputSeconds = report.seconds();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            return new Outcome.Produced(Production.of(
                    new RemixResult(outputs, seconds, model.network().deviceName(), model.ref(), null), inputSeconds));
        } catch (RefusedInput refused) {
            return new Outcome.BadInput(refused.reason(), refused.detail());
        } catch (EngineException e) {
            // libtorch says so in words only
            if (String.valueOf(e.getMessage()).contains("out of memory")) {
                return new Outcome.OutOfMemory(String.valueOf(e.getMessage()));
            }
            throw e;
        }
    }

    private FileRemix.Report remix(
            RemixSpec spec,
            Variant variant,
            DifferenceNetwork network,
            Claim claim,
            Path input,
            Path output,
            Attempt attempt)
            throws IOException, RefusedInput {
        try {
            Gains gains = gains(variant.gainsDb(), network);
            return new FileRemix(network, limits)
                    .remix(input, output, gains, choice(variant.format()), plan(network, claim), (done, total) -> {
                        attempt.checkStop();
                        attempt.progress(done, Math.max(done, total));
                    });
        } catch (AudioException e) {
            if (e.reason() == AudioException.Reason.IO) {
                throw e;
            }
            // the decoder knows the file by its scratch name; its owner knows the object's
            String detail = String.valueOf(e.getMessage())
                    .replaceFirst("^input\\b", spec.input().key());
            throw new RefusedInput(e.reason().name().toLowerCase(Locale.ROOT), detail);
        }
    }

    /** After memory ran out, half the chunk for each time it did. */
    private static ChunkPlan plan(DifferenceNetwork network, Claim claim) {
        ChunkPlan plan = ChunkPlan.forRate(network.sampleRateHz());
        for (int i = 0; i < claim.attempts().memoryFailures(); i++) {
            plan = plan.halved();
        }
        return plan;
    }

    private static Gains gains(Map<String, Gain> gainsDb, DifferenceNetwork network) throws RefusedInput {
        try {
            return Gains.ofDecibels(
                    gainsDb.entrySet().stream()
                            .collect(Collectors.toMap(
                                    Map.Entry::getKey, gain -> gain.getValue().db())),
                    network.sources());
        } catch (IllegalArgumentException e) {
            throw new RefusedInput("unknown_source", String.valueOf(e.getMessage()));
        }
    }

    /** The key holds the fence, so that a late writer can never overwrite another's output. */
    private static String outputKey(Claim claim, Variant variant, FileRemix.Report report) {
        return "results/%s/f%d/%s.%s"
                .formatted(
                        claim.task(),
                        claim.fence().value(),
                        variant.name(),
                        report.encoding().extension());
    }

    private static QualityRecord quality(FileRemix.Report report) {
        return new QualityRecord(
                loudness(report.loudnessIn()),
                loudness(report.loudnessOut()),
                0,
                0,
                report.clippedSamples(),
                null,
                null,
                null,
                null,
                List.of());
    }

    private static AudioProperties properties(FileRemix.Report report) {
        return new AudioProperties(
                report.written().codec(),
                report.writtenFrames(),
                report.written().sampleRateHz(),
                report.written().channels(),
                report.encoding().lossless() ? report.encoding().bits() : null,
                (double) report.writtenFrames() / report.written().sampleRateHz());
    }

    private static Loudness loudness(dev.fader.trainer.audio.Loudness measured) {
        return new Loudness(
                finite(measured.integratedLufs()), finite(measured.truePeakDb()), finite(measured.rangeLu()));
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }

    private static OutputChoice choice(OutputFormat format) {
        return switch (format) {
            case SAME -> OutputChoice.SAME;
            case WAV -> OutputChoice.WAV;
            case FLAC -> OutputChoice.FLAC;
            case MP3 -> OutputChoice.MP3;
            case AAC -> OutputChoice.AAC;
            case OPUS -> OutputChoice.OPUS;
        };
    }
}
