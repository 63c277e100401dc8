package dev.fader.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which stems of a song are a source: the one of its name; all of {@code drums+bass+other}; or, of {@value #REST} where no stem
 * is called so, all that is in the song beside the other sources, Slakh's further stems too.
 */
final class SourceStems {

    private static final String REST = "accompaniment";

    private SourceStems() {}

    /** @return none if the song lacks one of them */
    static List<StemPlace> of(SongEntry song, String source, List<String> sources) {
        StemPlace own = song.stems().get(source);
        if (own != null) {
            return List.of(own);
        }
        return source.equals(REST) ? rest(song, sources) : named(song, parts(source));
    }

    /** Whether a song has all sources. */
    static boolean complete(SongEntry song, List<String> sources) {
        return sources.stream().noneMatch(source -> of(song, source, sources).isEmpty());
    }

    private static List<StemPlace> rest(SongEntry song, List<String> sources) {
        List<String> elsewhere =
                sources.stream().flatMap(source -> parts(source).stream()).toList();
        List<StemPlace> rest = new ArrayList<>();
        song.stems().forEach((name, place) -> {
            if (!elsewhere.contains(name)) {
                rest.add(place);
            }
        });
        rest.addAll(song.further());
        return rest;
    }

    private static List<StemPlace> named(SongEntry song, List<String> names) {
        List<StemPlace> places = names.stream()
                .flatMap(name -> Stream.ofNullable(song.stems().get(name)))
                .toList();
        return places.size() == names.size() ? places : List.of();
    }

    private static List<String> parts(String source) {
        return List.of(source.split("\\+", -1));
    }
}
