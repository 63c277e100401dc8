package dev.fader.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which files of a song are a source: those of its name, or of all of {@code drums+bass+other}. Where no stem is called so,
 * {@value #REST} is all that is in the song beside the other sources, further stems too; and {@value #OTHER} the same
 * without vocals, drums and bass, whether these are sources or not.
 */
final class SourceStems {

    private static final String REST = "accompaniment";
    private static final String OTHER = "other";

    /** What is never "other". */
    static final List<String> NOT_OTHER = List.of("vocals", "drums", "bass");

    private SourceStems() {}

    /** @return none if the song lacks one of them */
    static List<StemPlace> of(SongEntry song, String source, List<String> sources) {
        List<StemPlace> own = song.stems().get(source);
        if (own != null) {
            return own;
        }
        List<String> elsewhere =
                sources.stream().flatMap(its -> parts(its).stream()).toList();
        return switch (source) {
            case REST -> rest(song, elsewhere);
            case OTHER ->
                rest(song, Stream.concat(elsewhere.stream(), NOT_OTHER.stream()).toList());
            default -> named(song, parts(source));
        };
    }

    /** Whether a song has all sources. */
    static boolean complete(SongEntry song, List<String> sources) {
        return sources.stream().noneMatch(source -> of(song, source, sources).isEmpty());
    }

    private static List<StemPlace> rest(SongEntry song, List<String> elsewhere) {
        List<StemPlace> rest = new ArrayList<>();
        song.stems().forEach((name, places) -> {
            if (!elsewhere.contains(name)) {
                rest.addAll(places);
            }
        });
        rest.addAll(song.further());
        return rest;
    }

    private static List<StemPlace> named(SongEntry song, List<String> names) {
        if (!song.stems().keySet().containsAll(names)) {
            return List.of();
        }
        return names.stream()
                .flatMap(name -> song.stems().getOrDefault(name, List.of()).stream())
                .toList();
    }

    private static List<String> parts(String source) {
        return List.of(source.split("\\+", -1));
    }
}
