package dev.fader.trainer.catalogue;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.songs.HeldOutSongs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Makes a catalogue: songs in the formats that people send, and two files that nobody can remix. */
final class Catalogue {

    private static final int LONG_SECONDS = 180;
    private static final int STEMS_HZ = 44_100;

    /** One good file: which song, how long, and how it is written. */
    private record Item(String file, String about, int seconds, int sampleRateHz, int channels, AudioEncoding as) {}

    // the long song first: it takes longest, and nothing else should wait for it at the end
    private static final List<Item> ITEMS = List.of(
            new Item("long.flac", "three minutes, FLAC", LONG_SECONDS, STEMS_HZ, 2, AudioEncoding.FLAC_16),
            new Item("cd.wav", "WAV, 16 bits", 15, STEMS_HZ, 2, AudioEncoding.WAV_16),
            new Item("studio.wav", "WAV, 24 bits", 14, STEMS_HZ, 2, AudioEncoding.WAV_24),
            new Item("video.flac", "FLAC at 48 kHz", 13, 48_000, 2, AudioEncoding.FLAC_24),
            new Item("download.mp3", "MP3", 15, STEMS_HZ, 2, AudioEncoding.MP3),
            new Item("store.m4a", "M4A", 14, STEMS_HZ, 2, AudioEncoding.AAC),
            new Item("mono.wav", "WAV, mono", 15, STEMS_HZ, 1, AudioEncoding.WAV_16),
            new Item("voice-chat.opus", "Opus", 13, 48_000, 2, AudioEncoding.OPUS));

    private static final String DAMAGED = "damaged.flac";
    private static final String NOT_AUDIO = "notes.wav";

    private final Path folder;
    private final long seed;

    Catalogue(Path folder, long seed) {
        this.folder = folder;
        this.seed = seed;
    }

    /** Makes what is missing. */
    Manifest make() throws IOException, InterruptedException {
        if (Manifest.isIn(folder)) {
            Manifest found = Manifest.read(folder);
            if (found.edition() != Manifest.EDITION || found.seed() != seed) {
                throw new IOException(folder + " holds another catalogue than that of seed " + seed
                        + ": choose another folder with --out, or remove it");
            }
            return found;
        }
        HeldOutSongs songs = HeldOutSongs.in(folder.resolve("songs"), seed);
        List<Manifest.Entry> entries = new ArrayList<>(makeAll(songs));
        cut(folder.resolve("video.flac"), folder.resolve(DAMAGED));
        entries.add(new Manifest.Entry(DAMAGED, "FLAC, cut off in the middle", null));
        Files.writeString(
                folder.resolve(NOT_AUDIO),
                "Mixing notes: more drums in the chorus, the vocals a little further back.\n");
        entries.add(new Manifest.Entry(NOT_AUDIO, "text that is called .wav", null));
        Manifest manifest = new Manifest(Manifest.EDITION, seed, List.copyOf(entries));
        manifest.write(folder);
        return manifest;
    }

    private List<Manifest.Entry> makeAll(HeldOutSongs songs) throws IOException, InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Manifest.Entry>> made = new ArrayList<>();
            for (int index = 0; index < ITEMS.size(); index++) {
                int song = index;
                made.add(pool.submit(() -> one(ITEMS.get(song), songs, song)));
            }
            List<Manifest.Entry> entries = new ArrayList<>();
            for (Future<Manifest.Entry> entry : made) {
                entries.add(entry.get());
            }
            return entries;
        } catch (ExecutionException e) {
            throw new IOException("a song of the catalogue could not be made: " + e.getMessage(), e);
        } finally {
            pool.shutdownNow();
        }
    }

    private Manifest.Entry one(Item item, HeldOutSongs songs, int index) throws IOException {
        Path song = songs.make(index, item.seconds());
        Recording.read(song.resolve("mixture.wav"))
                .atRate(item.sampleRateHz())
                .withChannels(item.channels())
                .write(folder.resolve(item.file()), item.as());
        return new Manifest.Entry(
                item.file(), item.about(), folder.relativize(song).toString());
    }

    private static void cut(Path whole, Path damaged) throws IOException {
        byte[] bytes = Files.readAllBytes(whole);
        Files.write(damaged, Arrays.copyOf(bytes, bytes.length * 3 / 5));
    }
}
