package dev.fader.schemas.dataset;

import dev.fader.schemas.DatasetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a check of a data set is asked.
 *
 * @param bucket null: the services' own
 * @param prefix of the objects' keys; empty, or ends in a slash
 * @param layout as the trainer calls it; null: recognised from the names
 * @param accept kinds of findings that are known and no reason to refuse, such as {@code offset}
 */
public record CheckSpec(
        DatasetId dataset,
        String name,
        @Nullable String bucket,
        String prefix,
        @Nullable String layout,
        List<String> accept) {

    /** How songs may lie, as the trainer calls it. */
    public static final List<String> LAYOUTS =
            List.of("musdb18", "musdb18-hq", "slakh", "moisesdb", "medleydb", "stems");

    /** The kinds of findings that can be accepted. */
    public static final List<String> FAULTS = List.of(
            "missing",
            "short",
            "soundless",
            "mislabelled",
            "differently-sampled",
            "not-the-sum",
            "unreadable",
            "duplicate",
            "same-score",
            "offset");

    /** How the names of files end that may be part of a song. */
    public static final List<String> ENDINGS = List.of(".wav", ".flac", ".stem.mp4", "metadata.yaml", "data.json");

    public CheckSpec {
        accept = List.copyOf(accept);
    }
}
