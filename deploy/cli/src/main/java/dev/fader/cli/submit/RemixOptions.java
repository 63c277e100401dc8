package dev.fader.cli.submit;

import dev.fader.cli.client.Query;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.api.SubmitBatch;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.OutputFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say what shall be done with all files of a batch. */
final class RemixOptions {

    private static final String ALL = "all";

    @Option(
            names = "--gain",
            paramLabel = "SOURCE=DB",
            description = "change of level in dB, such as vocals=-3, or vocals=mute; repeatable")
    private Map<String, Gain> gains = new LinkedHashMap<>();

    @Option(names = "--preset", description = "gains, format and loudness by name; see 'fader presets'")
    private @Nullable String preset;

    @Option(
            names = "--variant",
            paramLabel = "NAME:WHAT",
            description =
                    "several outputs per file, which cost one separation: a preset, as in karaoke:instrumental, or"
                            + " gains, as in loud:vocals=3,drums=-1; repeatable")
    private List<VariantOption> variants = List.of();

    @Option(
            names = "--stems",
            paramLabel = "SOURCE",
            split = ",",
            description = "take the files apart instead: stems of these sources, or 'all'")
    private List<String> stems = List.of();

    @Option(names = "--residual", description = "with --stems: what the stems of all sources leave, too")
    private boolean residual;

    @Option(names = "--sum-to-mixture", description = "with --stems: make the stems of all sources sum to the file")
    private boolean sumToMixture;

    @Option(names = "--format", description = OutputFormat.NOTATION + " (default: same)")
    private @Nullable OutputFormat format;

    @Option(
            names = "--loudness",
            description =
                    "none, match (the input's) or LUFS; the last two with @DBTP for another true-peak ceiling than"
                            + " -1, as in -14@-2 (default: none)")
    private @Nullable LoudnessPolicy loudness;

    @Option(
            names = "--name-template",
            paramLabel = "TEMPLATE",
            description = "of the outputs' names, from {dir} {stem} {item} {variant} {preset} {batch} {metadata.KEY}"
                    + " (default: {dir}/{stem})")
    private @Nullable String nameTemplate;

    @Option(names = "--model", description = "an alias, a SHA-256 or its beginning (default: default)")
    private @Nullable String model;

    @Option(names = "--tenant", description = "on whose behalf (default: default)")
    private @Nullable String tenant;

    @Option(names = "--class", description = "${COMPLETION-CANDIDATES} (default: batch)")
    private @Nullable TaskClass taskClass;

    @Option(names = "--priority", description = "higher goes first (default: 0)")
    private @Nullable Integer priority;

    @Option(names = "--label", paramLabel = "KEY=VALUE", description = "to find the batch by; repeatable")
    private Map<String, String> labels = new LinkedHashMap<>();

    @Option(names = "--metadata", paramLabel = "KEY=VALUE", description = "passed through; repeatable")
    private Map<String, String> metadata = new LinkedHashMap<>();

    @Option(names = "--retain-days", paramLabel = "DAYS", description = "delete outputs and records after that")
    private @Nullable Integer retainDays;

    SubmitBatch batch(
            SubmitBatch.@Nullable Prefix prefix,
            @Nullable List<SubmitBatch.@Nullable Item> items,
            SubmitBatch.@Nullable GivenSources givenStems) {
        return new SubmitBatch(
                tenant,
                taskClass,
                priority,
                model,
                gains.isEmpty() ? null : new HashMap<>(gains),
                preset,
                format,
                loudness,
                variants.isEmpty()
                        ? null
                        : new ArrayList<>(
                                variants.stream().map(VariantOption::variant).toList()),
                stems(),
                givenStems,
                nameTemplate,
                labels.isEmpty() ? null : new HashMap<>(labels),
                metadata.isEmpty() ? null : new HashMap<>(metadata),
                retainDays,
                prefix,
                items);
    }

    private SubmitBatch.@Nullable Stems stems() {
        return stems.isEmpty()
                ? null
                : new SubmitBatch.Stems(allStems() ? null : new ArrayList<>(stems), residual, sumToMixture);
    }

    private boolean allStems() {
        return stems.equals(List.of(ALL));
    }

    /** Makes the outputs' names, where it is given. */
    @Nullable String nameTemplate() {
        return nameTemplate;
    }

    /** Whether they say what to do with a file that says nothing itself. */
    boolean sayGains() {
        return preset != null || !stems.isEmpty() || sayMoreThanAQuery();
    }

    /** Options that a query cannot say. */
    boolean sayMoreThanAQuery() {
        return !gains.isEmpty() || !variants.isEmpty();
    }

    boolean sayNothing() {
        return query().isEmpty() && !sayMoreThanAQuery();
    }

    /** The same for a manifest, whose body holds items only. */
    Query query() {
        return new Query()
                .with("tenant", tenant)
                .with("class", taskClass == null ? null : taskClass.wireName())
                .with("priority", priority)
                .with("model", model)
                .with("preset", preset)
                .with("format", format)
                .with("loudness", loudness)
                .withAll("stem", allStems() ? List.of("*") : stems)
                .with("residual", residual ? true : null)
                .with("sumToMixture", sumToMixture ? true : null)
                .with("nameTemplate", nameTemplate)
                .with("retainDays", retainDays)
                .withAll("label", pairs(labels))
                .withAll("metadata", pairs(metadata));
    }

    private static List<String> pairs(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
    }
}
