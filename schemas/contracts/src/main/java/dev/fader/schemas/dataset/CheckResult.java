package dev.fader.schemas.dataset;

import dev.fader.schemas.remix.StoredObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check found in a data set.
 *
 * @param ok whether it may be trained with: nothing is wrong but what was accepted
 * @param manifest a {@link DatasetManifest} in JSON
 * @param allFindings a list of {@link DatasetFinding} in JSON; null where {@code findings} has all
 * @param sampleRateHz of all songs; 0 where they differ
 * @param contentSha256 as {@link DatasetManifest#contentSha256}
 * @param faults how many of the findings keep it from being {@code ok}
 * @param findings the first of them, those that are faults before those that are not
 */
public record CheckResult(
        boolean ok,
        StoredObject manifest,
        @Nullable StoredObject allFindings,
        String layout,
        int sampleRateHz,
        List<String> sources,
        List<Split> splits,
        long objects,
        long bytes,
        String contentSha256,
        int faults,
        int findingCount,
        List<DatasetFinding> findings) {

    public CheckResult {
        sources = List.copyOf(sources);
        splits = List.copyOf(splits);
        findings = List.copyOf(findings);
    }

    /** The same without what was found, for lists. */
    public CheckResult withoutFindings() {
        return new CheckResult(
                ok,
                manifest,
                allFindings,
                layout,
                sampleRateHz,
                sources,
                splits,
                objects,
                bytes,
                contentSha256,
                faults,
                findingCount,
                List.of());
    }

    /**
     * A split in figures.
     *
     * @param completeSongs songs that have every source and nothing wrong
     * @param activity by source, the share of its seconds that sound, 0…1
     */
    public record Split(String split, int songs, int completeSongs, double seconds, Map<String, Double> activity) {}
}
