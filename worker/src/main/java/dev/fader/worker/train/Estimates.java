package dev.fader.worker.train;

import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.data.EstimatesLabel;
import dev.fader.trainer.data.EstimatesLabel.RunTime;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.evaluation.separation.EstimatesWriter;
import dev.fader.trainer.evaluation.separation.SeparatorOnSongs;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.worker.dataset.DatasetCache;
import dev.fader.worker.dataset.MadeFolder;
import dev.fader.worker.device.NetworkTurn;
import dev.fader.worker.device.SeparatorInTurns;
import dev.fader.worker.device.Turns;
import dev.fader.worker.lease.Attempt;
import dev.fader.worker.model.ModelFiles;
import dev.fader.worker.model.SeparatorLoader;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What separators estimate of the songs of data sets: made once on this machine, song by song, and kept with the data sets for
 * as long as there is room. Who is stopped between two songs, or killed, has lost one of them.
 */
final class Estimates {

    private static final Logger LOG = Logger.getLogger(Estimates.class);
    private static final int CHANNELS = 2;

    private final DatasetCache cache;
    private final ModelFiles models;
    private final SeparatorLoader loader;
    private final NetworkTurn turn;

    Estimates(DatasetCache cache, ModelFiles models, SeparatorLoader loader, NetworkTurn turn) {
        this.cache = cache;
        this.models = models;
        this.loader = loader;
        this.turn = turn;
    }

    /**
     * A separator of a run.
     *
     * @param name that the configuration has for it
     * @param sha256 of its model
     * @param sources of it that are mixed
     */
    record Mixed(String name, String sha256, List<String> sources) {}

    /**
     * Songs of a split.
     *
     * @param manifest SHA-256 of the data set's
     * @param songs all of which get estimates
     * @param rateHz of the songs, and so of the separator
     */
    record Split(String manifest, String name, StemDataset songs, int rateHz) {}

    /**
     * A folder with the estimates of every song, which stays until it is closed.
     *
     * @throws RefusedInput if there is no such separator, or it has another rate or other sources
     */
    MadeFolder of(Mixed mixed, Split split, Attempt attempt) throws IOException, RefusedInput {
        MadeFolder folder = cache.made(key(mixed, split));
        boolean made = false;
        try {
            if (!isDone(folder, split.songs())) {
                make(folder, mixed, split, attempt);
            }
            made = true;
            return folder;
        } finally {
            if (!made) {
                folder.close();
            }
        }
    }

    private static String key(Mixed mixed, Split split) {
        String all = String.join(
                "\n",
                "estimates",
                split.manifest(),
                split.name(),
                mixed.sha256(),
                String.valueOf(split.songs().sources()),
                String.valueOf(split.rateHz()));
        return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isDone(MadeFolder folder, StemDataset songs) throws IOException {
        if (!folder.has(EstimatesFolder.LABEL)) {
            return false;
        }
        EstimatesLabel label = EstimatesFolder.open(folder.root()).label();
        return songs.songs().stream().allMatch(song -> has(folder, label, song));
    }

    private static boolean has(MadeFolder folder, EstimatesLabel label, StemSong song) {
        return label.sources().stream().allMatch(source -> folder.has(path(song, source)));
    }

    private static String path(StemSong song, String source) {
        return song.name() + "/" + source + ".wav";
    }

    private void make(MadeFolder folder, Mixed mixed, Split split, Attempt attempt) throws IOException, RefusedInput {
        SeparatorFile file = models.separator(mixed.sha256());
        try (Separator separator = new SeparatorInTurns(loader.load(file), new Turns(turn, attempt));
                MadeFolder.Turn making = folder.turn(attempt::checkStop)) {
            requireFits(mixed, split, separator);
            SeparatorOnSongs onSongs = SeparatorOnSongs.of(file, separator, mixed.name(), mixed.sha256());
            EstimatesLabel label = onSongs.label().timed(RunTime.UNKNOWN);
            folder.requireFits(
                    "what %s estimates of split '%s'".formatted(mixed.name(), split.name()),
                    split.songs().songs().stream()
                            .mapToLong(song -> bytes(song, label))
                            .sum());
            label(label, folder, making);
            for (StemSong song : split.songs().songs()) {
                if (!has(folder, label, song)) {
                    LOG.infof("%s separates %s", mixed.name(), song.name());
                    making.reserve(bytes(song, label));
                    write(song, onSongs, label, making);
                }
            }
        }
    }

    /** Others may be reading it. */
    private static void label(EstimatesLabel label, MadeFolder folder, MadeFolder.Turn making) throws IOException {
        Path made = EstimatesFolder.create(making.workplace(), label).root().resolve(EstimatesFolder.LABEL);
        Files.move(made, folder.root().resolve(EstimatesFolder.LABEL), StandardCopyOption.ATOMIC_MOVE);
    }

    private static long bytes(StemSong song, EstimatesLabel label) {
        return song.frames() * label.sources().size() * CHANNELS * Float.BYTES;
    }

    private static void write(StemSong song, SeparatorOnSongs separator, EstimatesLabel label, MadeFolder.Turn making)
            throws IOException {
        Path workplace = making.workplace();
        new EstimatesWriter(workplace).song(song.name(), label, separator.separate(song));
        for (String source : label.sources()) {
            making.keep(workplace.resolve(path(song, source)), path(song, source));
        }
    }

    private static void requireFits(Mixed mixed, Split split, Separator separator) throws RefusedInput {
        if (separator.sampleRateHz() != split.rateHz() || !separator.sources().containsAll(mixed.sources())) {
            throw new RefusedInput(
                    "wrong_separator",
                    "the configuration mixes %s of %s at %d Hz, but %s is a separator of %s at %d Hz"
                            .formatted(
                                    mixed.sources(),
                                    mixed.name(),
                                    split.rateHz(),
                                    mixed.sha256(),
                                    separator.sources(),
                                    separator.sampleRateHz()));
        }
    }
}
