package dev.fader.trainer.remix;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The tags of an output: the input's, less those that its sound makes untrue, and one that says what was done. */
final class OutputTags {

    /** The processing tag. */
    static final String PROCESSING = "processing";

    private OutputTags() {}

    /**
     * @param unchanged whether the samples are the input's, of which its measurements stay true
     * @param note what was done; empty for nothing worth a tag
     */
    static Map<String, String> of(Map<String, String> input, boolean unchanged, String note) {
        Map<String, String> tags = new LinkedHashMap<>(input);
        if (!unchanged) {
            tags.keySet().removeIf(OutputTags::measuresLevel);
        }
        if (!note.isEmpty()) {
            // a remix of a remix tells of both
            tags.merge(PROCESSING, "Fader: " + note, (earlier, now) -> earlier + " | " + now);
        }
        return tags;
    }

    /** Playback gains of ReplayGain, Opus (RFC 7845, §5.2.1), iTunes and MP3Gain. */
    private static boolean measuresLevel(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.contains("replaygain")
                || lower.startsWith("r128_")
                || lower.contains("itunnorm")
                || lower.startsWith("mp3gain_");
    }
}
