package dev.fader.schemas.evaluation;

import dev.fader.schemas.RunId;
import dev.fader.schemas.evaluation.EvaluateResult.ResultFile;
import dev.fader.schemas.remix.StoredObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a report is made from.
 *
 * @param name of the file that it becomes, without its extension
 * @param table of what was swept and came of it, CSV
 * @param results of evaluations
 * @param runs whose curves it shows
 */
public record ReportSpec(String name, String table, List<ResultFile> results, List<Run> runs) {

    public ReportSpec {
        results = List.copyOf(results);
        runs = List.copyOf(runs);
    }

    /** One run. @param best its best weights, which say what it learnt; null before its first validation */
    public record Run(RunId run, String name, @Nullable StoredObject best) {}
}
