package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.CheckResult;
import dev.fader.schemas.dataset.DatasetFinding;
import dev.fader.trainer.data.DatasetInspection;
import dev.fader.trainer.data.Finding;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What an inspection found, as a check's result says it: of objects, not of this machine's files. */
final class Findings {

    private static final double SECONDS_PER_HOUR = 3600;

    private Findings() {}

    /** Faults first. @param accept kinds that are no faults */
    static List<DatasetFinding> of(DatasetInspection inspection, Path root, Set<String> accept) {
        return inspection.findings().stream()
                .map(finding -> finding(finding, root, accept))
                .sorted(Comparator.comparing(DatasetFinding::fault).reversed())
                .toList();
    }

    private static DatasetFinding finding(Finding found, Path root, Set<String> accept) {
        String kind = found.kind().toString();
        return new DatasetFinding(
                kind,
                found.kind().fault() && !accept.contains(kind),
                found.split(),
                found.song(),
                found.stem(),
                withoutFolder(found.place(), root),
                withoutFolder(found.message(), root));
    }

    private static String withoutFolder(String text, Path root) {
        return text.replace(root + "/", "");
    }

    static List<CheckResult.Split> splits(DatasetInspection inspection) {
        return inspection.splits().stream()
                .map(split -> new CheckResult.Split(
                        split.split(),
                        split.songs(),
                        split.completeSongs(),
                        split.hours() * SECONDS_PER_HOUR,
                        split.activity()))
                .toList();
    }
}
