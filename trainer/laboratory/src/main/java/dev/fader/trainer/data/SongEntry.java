package dev.fader.trainer.data;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A song as its files lie on disk, complete or not; nothing has been opened yet.
 *
 * @param name unlike any other in its split
 * @param place the song's folder or file, or the table that names its files
 * @param mixture the mix of all stems, where there is one
 * @param stems by source the files whose sum it is; in Slakh the first of several of a class
 * @param further stems that sound in the mixture and are no source by themselves: Slakh's second piano, or its organ
 * @param score what names the MIDI file that it was made of, in Slakh; empty: unknown
 * @param oddities what does not fit the layout
 */
record SongEntry(
        String name,
        Path place,
        @Nullable StemPlace mixture,
        Map<String, List<StemPlace>> stems,
        List<StemPlace> further,
        String score,
        List<Oddity> oddities) {

    SongEntry {
        Map<String, List<StemPlace>> copied = new LinkedHashMap<>();
        stems.forEach((source, places) -> copied.put(source, List.copyOf(places)));
        stems = Collections.unmodifiableMap(copied);
        further = List.copyOf(further);
        oddities = List.copyOf(oddities);
    }

    /** All files but the mixture, by names of their own: the source's, followed by the file's where it has several. */
    Map<String, StemPlace> files() {
        Map<String, StemPlace> files = new LinkedHashMap<>();
        stems.forEach((source, places) -> {
            for (StemPlace place : places) {
                String name = places.size() == 1 ? source : source + " " + SongFinder.baseName(place.file());
                files.put(name, place);
            }
        });
        for (StemPlace place : further) {
            files.put(SongFinder.baseName(place.file()), place);
        }
        return files;
    }

    /** Something in names or metadata that does not fit the layout. */
    record Oddity(Finding.Kind kind, String message) {}
}
