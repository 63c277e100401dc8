package dev.fader.worker.dataset;

import dev.fader.schemas.dataset.DatasetManifest;
import dev.fader.schemas.dataset.DatasetManifest.Item;
import dev.fader.schemas.dataset.DatasetManifest.Song;
import dev.fader.trainer.data.DatasetInspection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;

/** From what was fetched and what was found in it to the songs of a manifest. */
final class CheckedSongs {

    /** The split of songs that lie in no split folders. */
    static final String NO_SPLITS = "all";

    private final Path root;
    private final NavigableMap<String, Item> items;

    /**
     * @param root of the folder that was inspected
     * @param items by path; those that belong to no song are not in the manifest
     */
    CheckedSongs(Path root, NavigableMap<String, Item> items) {
        this.root = root;
        this.items = items;
    }

    List<Song> of(DatasetInspection inspection) {
        List<Song> songs = new ArrayList<>();
        for (DatasetInspection.Song song : inspection.songs()) {
            String place = root.relativize(song.place()).toString();
            Collection<Item> its = under(place);
            songs.add(new Song(song.split(), song.name(), hash(place, its), song.seconds(), List.copyOf(its)));
        }
        return songs;
    }

    /** All in a folder, or the one file. */
    private Collection<Item> under(String place) {
        Item file = items.get(place);
        // '0' follows '/'
        return file != null
                ? List.of(file)
                : items.subMap(place + "/", place + "0").values();
    }

    private static String hash(String place, Collection<Item> items) {
        return DatasetManifest.hash(items.stream()
                .map(item -> item.sha256() + " " + item.path().substring(place.length()))
                .toList());
    }

    /** Of all songs, where it is the same; else 0. */
    static int sampleRateHz(DatasetInspection inspection) {
        List<Integer> rates = inspection.songs().stream()
                .map(DatasetInspection.Song::sampleRateHz)
                .distinct()
                .toList();
        return rates.size() == 1 ? rates.getFirst() : 0;
    }
}
