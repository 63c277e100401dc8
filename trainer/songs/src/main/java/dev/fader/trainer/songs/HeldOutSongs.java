package dev.fader.trainer.songs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Songs of the split {@code test}, which no training sees, with their stems; a song that is there is not made again. */
public final class HeldOutSongs {

    private final Path folder;
    private final long seed;
    private final SoundFonts fonts;

    private HeldOutSongs(Path folder, long seed, SoundFonts fonts) {
        this.folder = folder;
        this.seed = seed;
        this.fonts = fonts;
    }

    /** @param folder where the songs are kept; created when missing */
    public static HeldOutSongs in(Path folder, long seed) throws IOException {
        return new HeldOutSongs(Files.createDirectories(folder), seed, SoundFonts.load(List.of()));
    }

    /** @return the song's folder, with {@code mixture.wav} and one WAV file for each stem, 24 bits at 44.1 kHz */
    public Path make(int index, double seconds) throws IOException {
        SongSet.Order order = new SongSet.Order(SongSplit.test, SongLayout.MUSDB18_HQ, seed, seconds, Edition.FIRST);
        return new SongSet(folder, order, fonts).make(index);
    }
}
