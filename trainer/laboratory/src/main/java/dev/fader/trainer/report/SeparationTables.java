package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.Spread;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.VocalResult;
import dev.fader.trainer.evaluation.separation.VocalResult.Ratios;
import dev.fader.trainer.evaluation.separation.VocalResult.TargetScores;
import java.util.ArrayList;
import java.util.List;

/** The numbers behind the pages of separation, as CSV. */
final class SeparationTables {

    private SeparationTables() {}

    /** A line per result and target. */
    static String vocals(List<VocalResult> results) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "separator,data,split,songs,target,song_sdr_db,song_sir_db,song_sar_db,segment_sdr_median_db,segment_sdr_mean_db,"
                        + "segment_sir_median_db,segment_sir_mean_db,segment_sar_median_db,segment_sar_mean_db,pes_median_db,"
                        + "pes_mean_db,vad_percent,seconds_per_second,device,parameters");
        for (VocalResult result : results) {
            for (TargetScores target : result.targets()) {
                boolean vocals = target.target().equals(VocalResult.VOCALS);
                Ratios song = target.songWise();
                Ratios segment = target.segmentWise();
                Spread pes = result.silence().pesDb();
                lines.add(Tables.line(
                        result.separator().name(),
                        result.data().name(),
                        result.data().split(),
                        result.songs().size(),
                        target.target(),
                        song.sdrDb().median(),
                        song.sirDb().median(),
                        song.sarDb().median(),
                        segment.sdrDb().median(),
                        segment.sdrDb().mean(),
                        segment.sirDb().median(),
                        segment.sirDb().mean(),
                        segment.sarDb().median(),
                        segment.sarDb().mean(),
                        vocals ? pes.median() : Double.NaN,
                        vocals ? pes.mean() : Double.NaN,
                        vocals ? result.silence().vadPercent() : Double.NaN,
                        result.separator().runTime().perSecond(),
                        result.separator().runTime().device(),
                        result.separator().parameters()));
            }
        }
        return Tables.text(lines);
    }

    /** A line per result, system and source. */
    static String demixing(List<DemixingResult> results) {
        List<String> lines = new ArrayList<>();
        lines.add("system,mixes,data,split,songs,source,sdr_db");
        for (DemixingResult result : results) {
            for (DemixingResult.Row row : result.rows()) {
                row.sdrDb()
                        .forEach((source, sdr) -> lines.add(Tables.line(
                                row.separator().name(),
                                String.join(" + ", row.separator().mixes()),
                                result.data().name(),
                                result.data().split(),
                                result.data().songs(),
                                source,
                                sdr)));
            }
            result.best()
                    .sdrDb()
                    .forEach((source, sdr) -> lines.add(Tables.line(
                            "best of the separators",
                            "",
                            result.data().name(),
                            result.data().split(),
                            result.data().songs(),
                            source,
                            sdr)));
        }
        return Tables.text(lines);
    }
}
