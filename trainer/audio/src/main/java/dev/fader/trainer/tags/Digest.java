package dev.fader.trainer.tags;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What many fields say together, each name once. Fields of one place that share a name are its values in order, as
 * Vorbis comments are. Of places that disagree the first in {@link #PRECEDENCE} counts, and what it displaces is told.
 */
final class Digest {

    /** From what programs write with care to what they guess. */
    private static final List<Place> PRECEDENCE = List.of(
            Place.PLAIN,
            Place.ID3V24,
            Place.ID3V23,
            Place.ID3V22,
            Place.COMMENT,
            Place.ATOM,
            Place.BLOCK,
            Place.APE,
            Place.MOVIE,
            Place.USER_DATA,
            Place.RIFF,
            Place.AIFF,
            Place.ID3V1,
            Place.TRACK);

    private final Map<String, Text> texts = new LinkedHashMap<>();
    private final List<Picture> pictures = new ArrayList<>();
    private final List<String> opaque = new ArrayList<>();
    private final List<String> displaced = new ArrayList<>();

    private Digest() {}

    static Digest of(List<Field> fields) {
        Digest digest = new Digest();
        for (Place place : PRECEDENCE) {
            Map<String, Text> here = new LinkedHashMap<>();
            for (Field field : fields) {
                if (field.place() == place) {
                    digest.add(Meaning.of(field), here);
                }
            }
            Joined.join(here);
            here.forEach((key, text) -> digest.add(key, text, place));
        }
        return digest;
    }

    private void add(Meaning meaning, Map<String, Text> here) {
        switch (meaning) {
            case Meaning.Texts(List<Text> found) ->
                found.forEach(text -> here.merge(text.key(), text, Digest::withMoreValues));
            case Meaning.Covers(List<Picture> found) ->
                found.stream().filter(picture -> !pictures.contains(picture)).forEach(pictures::add);
            case Meaning.Opaque(String what) -> opaque.add(what);
        }
    }

    private static Text withMoreValues(Text earlier, Text later) {
        List<String> values = new ArrayList<>(earlier.values());
        values.addAll(later.values());
        return new Text(earlier.name(), values);
    }

    private void add(String key, Text text, Place place) {
        Text known = texts.putIfAbsent(key, text);
        // old tags hold few characters
        boolean cutShort = known != null
                && place == Place.ID3V1
                && known.first().startsWith(text.first().strip());
        if (known != null && !cutShort && !known.values().equals(text.values())) {
            displaced.add("%s '%s' among its %s beside another"
                    .formatted(text.name(), String.join("; ", text.values()), place.words()));
        }
    }

    List<Text> texts() {
        return List.copyOf(texts.values());
    }

    List<Picture> pictures() {
        return pictures;
    }

    /** What has no counterpart. */
    List<String> opaque() {
        return opaque;
    }

    /** What another place says otherwise. */
    List<String> displaced() {
        return displaced;
    }
}
