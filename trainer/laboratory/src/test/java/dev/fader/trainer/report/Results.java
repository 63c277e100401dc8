package dev.fader.trainer.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fader.trainer.convtasnet.ConvTasNet;
import dev.fader.trainer.evaluation.GainGrid;
import dev.fader.trainer.evaluation.MeasuredData;
import dev.fader.trainer.evaluation.MeasuredModel;
import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.ProtocolResult.GainScores;
import dev.fader.trainer.evaluation.ProtocolResult.Overall;
import dev.fader.trainer.evaluation.ProtocolResult.SourceScores;
import dev.fader.trainer.evaluation.RemixExample;
import dev.fader.trainer.evaluation.RemixRule;
import dev.fader.trainer.evaluation.SongScores;
import dev.fader.trainer.evaluation.Spread;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Results of two songs with plain numbers. */
final class Results {

    private static final double[][] TABLE = new double[2][17];

    private Results() {}

    static ProtocolResult of(String remixer, double psi, double lambda, String trainedOn, String measuredOn) {
        return of(remixer, psi, lambda, trainedOn, measuredOn, 20);
    }

    /** @param best minSDR of the smallest change; it falls by 1 dB per dB of gain */
    static ProtocolResult of(
            String remixer, double psi, double lambda, String trainedOn, String measuredOn, double best) {
        Spread spread = Spread.of(9, 11);
        List<GainScores> gains = Arrays.stream(GainGrid.decibels())
                .mapToObj(db -> new GainScores(
                        db, Spread.of(db == 0 ? 260 : best - Math.abs(db)), spread, spread, spread, spread))
                .toList();
        List<SourceScores> sources = Stream.of("vocals", "drums")
                .map(name -> new SourceScores(name, name, gains, spread, spread, spread, spread, spread, spread))
                .toList();
        SongScores.Separation separation = new SongScores.Separation(
                new double[] {1, 2}, new double[] {3, 4}, new double[] {5, 6}, new double[] {7, Double.NaN});
        List<SongScores> songs = Stream.of("one", "two, or \"2\"")
                .map(name -> new SongScores(name, TABLE, TABLE, TABLE, TABLE, TABLE, 0, 0, null, separation))
                .toList();
        return new ProtocolResult(
                "evaluate",
                true,
                ProtocolResult.PAPER,
                new MeasuredModel(
                        "best.safetensors",
                        "0".repeat(64),
                        List.of("vocals", "drums"),
                        remixer,
                        psi,
                        lambda,
                        7,
                        100,
                        5,
                        trainedOn,
                        ConvTasNet.paper(2),
                        null),
                new MeasuredData(measuredOn, "test", 2, 27.1),
                RemixRule.OWN,
                GainGrid.decibels(),
                new Overall(spread, Spread.of(8.25), spread, spread, spread, spread),
                sources,
                0,
                0,
                songs,
                61,
                List.of());
    }

    /** The same with remixes to listen to. */
    static ProtocolResult with(ProtocolResult result, List<RemixExample> examples) {
        return with(result, null, result.songs(), examples);
    }

    static ProtocolResult with(
            ProtocolResult result, JsonNode training, List<SongScores> songs, List<RemixExample> examples) {
        MeasuredModel model = result.model();
        return new ProtocolResult(
                result.name(),
                result.ok(),
                result.protocol(),
                new MeasuredModel(
                        model.file(),
                        model.sha256(),
                        model.sources(),
                        model.remixer(),
                        model.psi(),
                        model.lambda(),
                        model.seed(),
                        model.steps(),
                        model.parameters(),
                        model.trainedOn(),
                        model.network(),
                        training),
                result.data(),
                result.remix(),
                result.gainsDb(),
                result.overall(),
                result.sources(),
                result.withoutLevel(),
                result.silentSources(),
                songs,
                result.seconds(),
                examples);
    }
}
