package dev.fader.trainer.cli;

import dev.fader.trainer.progress.ProgressLine;
import dev.fader.trainer.songs.Edition;
import dev.fader.trainer.songs.Instruments;
import dev.fader.trainer.songs.SongLayout;
import dev.fader.trainer.songs.SongSet;
import dev.fader.trainer.songs.SongSplit;
import dev.fader.trainer.songs.SoundFonts;
import dev.fader.trainer.songs.SoundLibrary;
import dev.fader.trainer.songs.sound.SoundSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ProgressBar;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer synthesize}: a data set of songs, composed and played from a seed. */
@Command(
        name = "synthesize",
        description = "Compose and play songs with known stems, to train and to measure on.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SynthesizeCommand implements Callable<Integer> {

    @Option(names = "--out", required = true, description = "folder of the data set")
    private Path out = Path.of(".");

    @Option(names = "--songs", defaultValue = "20", description = "how many (default ${DEFAULT-VALUE})")
    private int songs;

    @Option(names = "--seed", defaultValue = "1", description = "same seed, same songs (default ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--seconds", defaultValue = "30", description = "length of a song (default ${DEFAULT-VALUE})")
    private double seconds;

    @Option(
            names = "--layout",
            defaultValue = "musdb18-hq",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private SongLayout layout = SongLayout.MUSDB18_HQ;

    @Option(
            names = "--split",
            defaultValue = "train",
            description = "${COMPLETION-CANDIDATES} (default ${DEFAULT-VALUE})")
    private SongSplit split = SongSplit.train;

    @Option(
            names = "--soundfont",
            arity = "1..*",
            description = "SoundFonts to choose from for each song; \"shipped\" stands for Fader's own (the default)")
    private List<String> soundFonts = List.of();

    @Option(
            names = "--edition",
            defaultValue = "1",
            description = "1: four beats a bar, players who seldom rest; 2: songs as far apart as recordings are,"
                    + " FLAC in Slakh's layout; 3: as 2, high-passed at 28 Hz, signs by lot, treble in every stem"
                    + " (default ${DEFAULT-VALUE})")
    private Edition edition = Edition.FIRST;

    @Option(
            names = "--library",
            description = "edition 3: /, where Debian's packages of sounds are installed, or the folder into which they"
                    + " were unpacked (default /); see the command sounds")
    private @Nullable Path library;

    @Option(
            names = "--sounds",
            description = "edition 3: known or held-out, the sounds that no training hears (default: known)")
    private @Nullable SoundSet sounds;

    @Option(names = "--threads", defaultValue = "0", description = "songs made at once (default: one a processor)")
    private int threads;

    @Override
    public Integer call() throws Exception {
        if (songs < 1 || !(seconds >= 1 && seconds <= 3600)) {
            throw new IllegalArgumentException("--songs must be at least 1 and --seconds between 1 and 3600");
        }
        Path folder = out.resolve(split.name());
        Files.createDirectories(folder);
        SongSet set = new SongSet(folder, new SongSet.Order(split, layout, seed, seconds, edition), instruments());
        List<Integer> missing = new ArrayList<>();
        for (int index = 0; index < songs; index++) {
            if (!set.has(index)) {
                missing.add(index);
            }
        }
        long begun = System.nanoTime();
        make(missing, set);
        double took = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "%d songs of %.0f s in %s: %d made in %.1f s (%.0f times real time), %d were there%n",
                songs, seconds, folder, missing.size(), took, missing.size() * seconds / took, songs - missing.size());
        return 0;
    }

    private Instruments instruments() throws IOException {
        if (edition != Edition.THIRD) {
            if (library != null || sounds != null) {
                throw new IllegalArgumentException("--library and --sounds are for --edition 3; edition " + edition
                        + " is played with SoundFonts: name them with --soundfont");
            }
            return SoundFonts.load(soundFonts);
        }
        if (!soundFonts.isEmpty()) {
            throw new IllegalArgumentException(
                    "--soundfont is for editions 1 and 2; edition 3 is played with what --library holds");
        }
        SoundLibrary found = SoundLibrary.in(library == null ? Path.of("/") : library);
        SoundSet set = sounds == null ? SoundSet.KNOWN : sounds;
        Instruments chosen = found.set(set);
        if (!found.missing(set).isEmpty()) {
            System.err.println(
                    "the " + set + " sounds are not whole, and songs differ from those made with all of them;"
                            + " packages missing: " + String.join(" ", found.missing(set)));
        }
        return chosen;
    }

    private void make(List<Integer> indices, SongSet set) throws InterruptedException, IOException {
        int workers = threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
        ExecutorService pool = Executors.newFixedThreadPool(workers);
        try (ProgressBar progress =
                ProgressLine.of("songs").setInitialMax(indices.size()).build()) {
            ExecutorCompletionService<Path> done = new ExecutorCompletionService<>(pool);
            for (int index : indices) {
                var unused = done.submit(() -> set.make(index));
            }
            for (int n = 0; n < indices.size(); n++) {
                done.take().get();
                progress.step();
            }
        } catch (ExecutionException e) {
            throw new IOException("a song could not be made: " + e.getMessage(), e);
        } finally {
            pool.shutdownNow();
            if (!pool.awaitTermination(1, TimeUnit.MINUTES)) {
                throw new IOException("songs were still being made a minute after the stop");
            }
        }
    }
}
