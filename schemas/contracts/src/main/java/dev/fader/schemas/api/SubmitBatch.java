package dev.fader.schemas.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.schemas.TaskClass;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/batches}: {@code items} or a {@code prefix}, and what holds for all of them. Everything else
 * has a default: tenant {@code default}, class {@code batch}, priority 0 (higher goes first), model {@code default},
 * the input's format, no change of loudness. What is said nearer to a file wins: variant, then item, then batch; and at
 * each of them what is said outright wins over its preset.
 *
 * @param preset name of a {@link Preset}
 * @param variants several outputs per input, for the items that name neither gains, preset nor variants of their own
 * @param stems takes the files apart instead of remixing them
 * @param givenStems that every item brings, in place of a model
 * @param nameTemplate of the outputs' names, without extension, such as <code>{dir}/{stem}-{variant}</code>
 * @param labels to find the batch by
 * @param metadata passed through
 * @param retainDays outputs and records are deleted that long after the last task ended; null keeps them
 */
public record SubmitBatch(
        @Nullable String tenant,
        @JsonProperty("class") @Nullable TaskClass taskClass,
        @Nullable Integer priority,
        @Nullable String model,
        @Nullable Map<String, @Nullable Gain> gainsDb,
        @Nullable String preset,
        @Nullable OutputFormat format,
        @Nullable LoudnessPolicy loudness,
        @Nullable List<@Nullable NamedVariant> variants,
        @Nullable Stems stems,
        @Nullable GivenSources givenStems,
        @Nullable String nameTemplate,
        @Nullable Map<String, @Nullable String> labels,
        @Nullable Map<String, @Nullable String> metadata,
        @Nullable Integer retainDays,
        @Nullable Prefix prefix,
        @Nullable List<@Nullable Item> items) {

    /**
     * One file to remix.
     *
     * @param name of the output, without extension; otherwise the batch's template makes it
     * @param gainsDb level change per source in dB, or {@code "mute"}
     * @param format of the output; without it, the input's
     * @param givenStems an object for each source of the batch's {@code givenStems}
     */
    public record Item(
            @Nullable ObjectRef input,
            @Nullable String name,
            @Nullable Map<String, @Nullable Gain> gainsDb,
            @Nullable String preset,
            @Nullable OutputFormat format,
            @Nullable LoudnessPolicy loudness,
            @Nullable List<@Nullable NamedVariant> variants,
            @Nullable Map<String, @Nullable String> metadata,
            @Nullable Map<String, @Nullable ObjectRef> givenStems) {

        /** An item that says what to remix, and nothing else. */
        public static Item of(ObjectRef input, Map<String, @Nullable Gain> gainsDb, OutputFormat format) {
            return new Item(input, null, gainsDb, null, format, null, null, null, null);
        }
    }

    /** One of several outputs of an input; all of them cost one separation. */
    public record NamedVariant(
            @Nullable String name,
            @Nullable Map<String, @Nullable Gain> gainsDb,
            @Nullable String preset,
            @Nullable OutputFormat format,
            @Nullable LoudnessPolicy loudness) {}

    /**
     * Which stems to make of each file: an output for each, all for one separation.
     *
     * @param sources of the model; null for all
     * @param residual whether what the stems of all sources leave of the file is made, too
     * @param sumToMixture whether the stems of all sources shall sum to the file
     */
    public record Stems(
            @Nullable List<@Nullable String> sources,
            @Nullable Boolean residual,
            @Nullable Boolean sumToMixture) {}

    /**
     * Stems that were made elsewhere, to be mixed in place of a model's. What is remixed or made of them is said as with a model.
     *
     * @param sources of which every item brings a stem
     * @param rest the name of what these leave of a file, where that is to be a source, too
     */
    public record GivenSources(
            @Nullable List<@Nullable String> sources,
            @Nullable String rest) {}

    /**
     * All objects whose keys begin with the prefix and whose rest matches a pattern such as <code>**.wav</code>
     * ({@code *} within a folder, {@code **} across folders, {@code ?} one character, <code>{wav,flac}</code> one of several).
     */
    public record Prefix(
            @Nullable String bucket,
            @Nullable String prefix,
            @Nullable String pattern) {}

    /** A batch of items that say everything themselves. */
    public static SubmitBatch of(@Nullable TaskClass taskClass, List<@Nullable Item> items) {
        return new SubmitBatch(
                null, taskClass, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                items);
    }
}
