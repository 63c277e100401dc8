package dev.fader.worker.evaluate;

import dev.fader.schemas.evaluation.EvaluateResult.Measured;
import dev.fader.schemas.evaluation.Protocol;
import dev.fader.schemas.notation.Finite;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.evaluation.MeasuredModel;
import dev.fader.trainer.evaluation.NetworkSeparator;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.ResultFolder;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remixes of a network by the paper's protocol, as {@code fader trainer experiment} measures them. */
final class RemixMeasuring implements Measuring {

    private final Device device;

    RemixMeasuring(Device device) {
        this.device = device;
    }

    @Override
    public List<Measured> measure(Asked asked, Protocol protocol) throws IOException, RefusedInput {
        if (!(asked.model() instanceof SeparatorFile.Network(ModelFile model))) {
            throw new RefusedInput(
                    "wrong_protocol",
                    "the protocol 'paper' measures networks that remix, and %s is none: name 'mdx', or no protocol"
                            .formatted(asked.spec().name()));
        }
        MeasuredModel measured =
                MeasuredModel.of(asked.file(), model, asked.spec().trainedOn());
        try (NetworkSeparator network = NetworkSeparator.load(model, device)) {
            TurnSeparator separator = new TurnSeparator(network, asked.turns());
            StemDataset songs = asked.open(separator.sources(), separator.sampleRateHz());
            return new ResultFolder(asked.results())
                            .measure(
                                    asked.spec().run().toString(),
                                    measured,
                                    separator,
                                    songs,
                                    asked.spec().data().name(),
                                    asked.spec().split(),
                                    asked.progress(songs)::done)
                            .stream()
                            .map(RemixMeasuring::measured)
                            .toList();
        }
    }

    private static Measured measured(ProtocolResult result) {
        Map<String, @Nullable Double> sdrDb = new LinkedHashMap<>();
        result.sources()
                .forEach(source ->
                        sdrDb.put(source.source(), Finite.orNull(source.sdrDb().mean())));
        ProtocolResult.Overall overall = result.overall();
        return new Measured(
                result.remix().name().toLowerCase(Locale.ROOT),
                result.songs().size(),
                Finite.orNull(overall.minSdrWithoutZeroDb().mean()),
                Finite.orNull(overall.minSdrDoNothingWithoutZeroDb().mean()),
                Finite.orNull(overall.ldDb().mean()),
                sdrDb);
    }
}
