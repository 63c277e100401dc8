package dev.fader.trainer.songs.sound;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A drum kit of recorded hits, as its maker set it up. */
public record RecordedKit(String name, String licence, List<Piece> pieces) {

    /** General MIDI's toms, low first. */
    private static final List<Integer> TOM_KEYS = List.of(41, 43, 45, 47, 48, 50);

    /**
     * One drum or cymbal.
     *
     * @param name as its maker calls it
     * @param left its amplitude at the left
     * @param right its amplitude at the right
     * @param layers from soft to loud
     */
    public record Piece(String name, Drum drum, double left, double right, List<Layer> layers) {

        /** What sounds at this loudness, 0…1: its layer, or the nearest. */
        public Layer at(double loudness) {
            return layers.stream()
                    .min(Comparator.comparingDouble(
                            layer -> Math.max(0, Math.max(layer.from - loudness, loudness - layer.to))))
                    .orElseThrow();
        }
    }

    /**
     * A recording of a piece.
     *
     * @param from softest loudness, 0…1, for which it stands
     * @param to loudest
     */
    public record Layer(Path file, double from, double to, double gain, double semitones) {}

    /** The pieces for a General MIDI key, best kind only; toms in the place that fits the key. */
    public List<Piece> forKey(int key) {
        for (Drum drum : Drum.ofKey(key)) {
            List<Piece> found =
                    pieces.stream().filter(piece -> piece.drum == drum).toList();
            if (!found.isEmpty()) {
                return drum == Drum.TOM && TOM_KEYS.contains(key) ? List.of(tom(found, key)) : found;
            }
        }
        return List.of();
    }

    /** Of all recordings, as they lie in the files. @throws IOException naming one that cannot be read */
    public Set<String> hashes() throws IOException {
        Set<String> hashes = new HashSet<>();
        for (Piece piece : pieces) {
            for (Layer layer : piece.layers) {
                for (short[] channel : RecordedHit.beginning(layer.file)) {
                    SampleHash.of(channel).ifPresent(hashes::add);
                }
            }
        }
        return hashes;
    }

    private static Piece tom(List<Piece> toms, int key) {
        List<Piece> lowFirst = toms.stream()
                .sorted(Comparator.comparingInt(tom -> height(tom.name)))
                .toList();
        int place = TOM_KEYS.indexOf(key) * lowFirst.size() / TOM_KEYS.size();
        return lowFirst.get(place);
    }

    /** By the name's words; without such words the makers' order, low first, is kept. */
    private static int height(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("floor")) {
            return -2;
        }
        if (lower.contains("lo")) {
            return -1;
        }
        return lower.contains("hi") ? 1 : 0;
    }
}
