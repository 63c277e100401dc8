package dev.fader.trainer.tags;

import java.util.List;
import java.util.Locale;

/**
 * What a tag says, in no container's notation.
 *
 * @param name of {@link TagTable}, or the file's own where the table has none; in any case
 * @param values in the file's order, at least one
 */
public record Text(String name, List<String> values) {

    public Text {
        values = List.copyOf(values);
    }

    public static Text of(String name, String... values) {
        return new Text(name, List.of(values));
    }

    /** Names are one name in upper and lower case. */
    String key() {
        return name.toLowerCase(Locale.ROOT);
    }

    boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    String first() {
        return values.getFirst();
    }

    /** Playback gains of ReplayGain, Opus (RFC 7845, §5.2.1), iTunes and MP3Gain, true of one level only. */
    boolean measuresLevel() {
        String key = key();
        return key.contains("replaygain")
                || key.startsWith("r128_")
                || key.contains("itunnorm")
                || key.startsWith("mp3gain_");
    }
}
