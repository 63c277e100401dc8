package dev.fader.worker.evaluate;

import dev.fader.schemas.evaluation.EvaluateResult.Measured;
import dev.fader.schemas.evaluation.Protocol;
import dev.fader.schemas.notation.Finite;
import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.evaluation.MeasuredModel;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.separation.DemixingProtocol;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.SeparatorOnSongs;
import dev.fader.trainer.evaluation.separation.SongSeparator;
import dev.fader.trainer.evaluation.separation.VocalProtocol;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.device.SeparatorInTurns;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Estimates of whole songs, as {@code fader trainer evaluate --protocol htmd} and {@code mdx} measure them. */
final class SeparationMeasuring implements Measuring {

    private final SeparatorLoader loader;

    SeparationMeasuring(SeparatorLoader loader) {
        this.loader = loader;
    }

    @Override
    public List<Measured> measure(Asked asked, Protocol protocol) throws IOException, RefusedInput {
        try (Separator separator = new SeparatorInTurns(loader.load(asked.model()), asked.turns())) {
            SongSeparator songs = SeparatorOnSongs.of(
                    asked.model(),
                    separator,
                    shownName(asked),
                    asked.spec().model().sha256());
            return List.of(protocol == Protocol.HTMD ? vocals(asked, songs) : demixing(asked, songs));
        } catch (IllegalArgumentException e) {
            throw new RefusedInput("wrong_protocol", String.valueOf(e.getMessage()));
        }
    }

    /** The run's, with what tells the runs of a sweep apart. */
    private static String shownName(Asked asked) throws IOException {
        return asked.model() instanceof SeparatorFile.Network(ModelFile model)
                ? "%s (%s)"
                        .formatted(
                                asked.spec().name(),
                                MeasuredModel.of(asked.file(), model, "").remixer())
                : asked.spec().name();
    }

    private static Measured vocals(Asked asked, SongSeparator separator) throws IOException, RefusedInput {
        VocalProtocol protocol = new VocalProtocol(separator);
        StemDataset songs = asked.open(
                List.of(VocalResult.VOCALS, VocalResult.ACCOMPANIMENT),
                separator.label().sampleRateHz());
        VocalResult result = protocol.evaluate(
                songs,
                VocalResult.VOCALS,
                asked.spec().data().name(),
                asked.spec().split(),
                asked.progress(songs)::done);
        write(result, asked);
        Map<String, @Nullable Double> sdrDb = new LinkedHashMap<>();
        result.targets()
                .forEach(target -> sdrDb.put(
                        target.target(), Finite.orNull(target.songWise().sdrDb().median())));
        return estimates(songs, sdrDb);
    }

    private static Measured demixing(Asked asked, SongSeparator separator) throws IOException, RefusedInput {
        // what a mixer gives sums to the mixture; a network may know some of the sources only
        List<String> stems = asked.model() instanceof SeparatorFile.Mixer mixer
                ? mixer.content().channels().sources()
                : asked.songs().location().order();
        StemDataset songs = asked.open(stems, separator.label().sampleRateHz());
        DemixingResult result = new DemixingProtocol(List.of(separator), null)
                .evaluate(songs, asked.spec().data().name(), asked.spec().split(), asked.progress(songs)::done);
        write(result, asked);
        Map<String, @Nullable Double> sdrDb = new LinkedHashMap<>();
        result.rows().getFirst().sdrDb().forEach((source, value) -> sdrDb.put(source, Finite.orNull(value)));
        return estimates(songs, sdrDb);
    }

    private static void write(Object result, Asked asked) throws IOException {
        ResultFile.write(result, asked.results().resolve(asked.spec().run() + ".json"));
    }

    private static Measured estimates(StemDataset songs, Map<String, @Nullable Double> sdrDb) {
        return new Measured(null, songs.songs().size(), null, null, null, sdrDb);
    }
}
