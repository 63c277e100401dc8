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
 * @param stems by source; of several with the same source the first
 * @param further stems that sound in the mixture and are no source: Slakh's second piano, or its organ
 * @param score what names the MIDI file that it was made of, in Slakh; empty: unknown
 * @param oddities what does not fit the layout
 */
record SongEntry(
        String name,
        Path place,
        @Nullable StemPlace mixture,
        Map<String, StemPlace> stems,
        List<StemPlace> further,
        String score,
        List<Oddity> oddities) {

    SongEntry {
        stems = Collections.unmodifiableMap(new LinkedHashMap<>(stems));
        further = List.copyOf(further);
        oddities = List.copyOf(oddities);
    }

    /** Something in names or metadata that does not fit the layout. */
    record Oddity(Finding.Kind kind, String message) {}
}
