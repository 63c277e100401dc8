package dev.fader.worker.remix;

import ai.djl.engine.EngineException;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.remix.AudioProperties;
import dev.fader.schemas.remix.Loudness;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixResult;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.StoredObject;
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
import java.util.Locale;
import java.util.Map;
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
            Gains gains = gains(spec.gainsDb(), model.network());
            Path input = scratch.file("input");
            storage.fetch(spec.input(), input, attempt::checkStop);
            attempt.checkStop();

            Path output = scratch.file("output");
            FileRemix.Report report = remix(spec, model.network(), gains, claim, input, output, attempt);
            StoredObject stored = storage.put(output, outputKey(claim, spec, report), attempt::checkStop);

            double seconds = (System.nanoTime() - start) / 1e9;
            return new Outcome.Produced(Production.of(new RemixResult(
                    stored,
                    properties(report),
                    seconds,
                    model.network().deviceName(),
                    model.ref(),
                    loudness(report.loudnessIn()),
                    loudness(report.loudnessOut()))));
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
            DifferenceNetwork network,
            Gains gains,
            Claim claim,
            Path input,
            Path output,
            Attempt attempt)
            throws IOException, RefusedInput {
        try {
            return new FileRemix(network, limits)
                    .remix(input, output, gains, choice(spec.format()), plan(network, claim), (done, total) -> {
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

    private static Gains gains(Map<String, Double> gainsDb, DifferenceNetwork network) throws RefusedInput {
        try {
            return Gains.ofDecibels(gainsDb, network.sources());
        } catch (IllegalArgumentException e) {
            throw new RefusedInput("unknown_source", String.valueOf(e.getMessage()));
        }
    }

    /** The key holds the fence, so that a late writer can never overwrite another's output. */
    private static String outputKey(Claim claim, RemixSpec spec, FileRemix.Report report) {
        String name = spec.input().key().substring(spec.input().key().lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return "results/%s/f%d/%s.%s"
                .formatted(
                        claim.task(),
                        claim.fence().value(),
                        stem,
                        report.encoding().extension());
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
