package dev.fader.trainer.songs;

import java.io.IOException;
import java.nio.file.Path;

/** Songs of one split in a folder, made one by one; several threads may make different songs at once. */
public final class SongSet {

    private final SongFiles files;
    private final Order order;
    private final Instruments instruments;

    /** @param folder of the split; it must be there */
    public SongSet(Path folder, Order order, Instruments instruments) {
        this.files = new SongFiles(
                folder, order.layout(), order.seed(), order.seconds(), order.edition(), SoundsKey.of(instruments));
        this.order = order;
        this.instruments = instruments;
    }

    /**
     * What is made; the same order gives the same songs, bit for bit.
     *
     * @param seconds length of a song
     */
    public record Order(SongSplit split, SongLayout layout, long seed, double seconds, Edition edition) {}

    /** Whether the song is there already. @throws IOException also when another song lies in its place */
    public boolean has(int index) throws IOException {
        return files.has(index);
    }

    /** Makes the song, unless it is there. @return the song's folder */
    public Path make(int index) throws IOException {
        if (!files.has(index)) {
            Chance chance =
                    Chance.ofSong(order.seed(), index).branch(order.split().name());
            files.write(index, made(index, chance));
        }
        return files.of(index);
    }

    private Song made(int index, Chance chance) throws IOException {
        try {
            return Song.make(chance, order.layout(), order.seconds(), instruments, order.edition());
        } catch (IllegalStateException e) {
            throw new IOException("song " + index + " of seed " + order.seed() + ": " + e.getMessage(), e);
        }
    }
}
