package dev.fader.worker.remix;

import dev.fader.schemas.kind.TaskKinds;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.decoding.DecoderLimits;
import dev.fader.trainer.decoding.Decoders;
import dev.fader.worker.attempt.TaskRunner;
import dev.fader.worker.config.LimitsConfig;
import dev.fader.worker.config.QualityConfig;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.model.Models;
import dev.fader.worker.scratch.ScratchSpace;
import dev.fader.worker.storage.ObjectStorage;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Builds the task runners out of configuration. */
@Singleton
final class RemixBeans {

    @Produces
    @Singleton
    AudioLimits audioLimits(LimitsConfig limits) {
        return new AudioLimits(
                limits.minSampleRateHz(), limits.maxSampleRateHz(), limits.channels(), limits.duration());
    }

    @Produces
    @Singleton
    Decoders decoders(AudioLimits audio, LimitsConfig limits) {
        return new Decoders(new DecoderLimits(
                audio, limits.decoderMemoryBytes(), limits.decoderProcessorTime(), limits.decoderStall()));
    }

    void close(@Disposes Decoders decoders) {
        decoders.close();
    }

    @Produces
    @Singleton
    TaskRunner<RemixSpec> remixes(
            ObjectStorage storage,
            Models models,
            Decoders decoders,
            QualityConfig quality,
            ScratchSpace space,
            NetworkTurn turn) {
        return new RemixRunner(TaskKinds.REMIX, storage, models, decoders, space, new QualityGate(quality), turn);
    }

    @Produces
    @Singleton
    TaskRunner<RemixSpec> separations(
            ObjectStorage storage,
            Models models,
            Decoders decoders,
            QualityConfig quality,
            ScratchSpace space,
            NetworkTurn turn) {
        return new RemixRunner(TaskKinds.SEPARATE, storage, models, decoders, space, new QualityGate(quality), turn);
    }

    @Produces
    @Singleton
    TaskRunner<RemixSpec> probes(ObjectStorage storage, Models models, AudioLimits audio) {
        return new ProbeRunner(storage, models, audio);
    }
}
