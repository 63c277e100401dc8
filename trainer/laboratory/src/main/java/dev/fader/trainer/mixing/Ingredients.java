package dev.fader.trainer.mixing;

import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.mixer.MixedSeparator;
import dev.fader.trainer.mixer.MixerInputs;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a mixer mixes, on disk: a folder of estimates for each of its separators. */
public final class Ingredients {

    private final MixerInputs channels;
    private final List<EstimatesFolder> folders;

    private Ingredients(MixerInputs channels, List<EstimatesFolder> folders) {
        this.channels = channels;
        this.folders = folders;
    }

    /**
     * For a mixer that is to be trained: what the folders hold.
     *
     * @throws IllegalArgumentException naming both sides, if they are not what the configuration says
     */
    public static Ingredients of(MixerConfig config, Map<String, Path> estimates) throws IOException {
        List<EstimatesFolder> folders = new ArrayList<>();
        List<MixedSeparator> separators = new ArrayList<>();
        for (MixerConfig.Mixed mixed : config.separators()) {
            EstimatesFolder folder = folder(mixed.name(), estimates, config.sampleRateHz());
            folders.add(folder);
            separators.add(separator(mixed.name(), mixed.sources(), folder));
        }
        MixerInputs channels = new MixerInputs(config.mixture(), separators, config.sources(), config.sampleRateHz());
        return new Ingredients(channels, folders);
    }

    /**
     * For a mixer that was trained.
     *
     * @throws IllegalArgumentException naming both sides, if the folders are of other separators than it was trained for
     */
    static Ingredients of(MixerInputs trained, Map<String, Path> estimates) throws IOException {
        List<EstimatesFolder> folders = new ArrayList<>();
        List<MixedSeparator> given = new ArrayList<>();
        for (MixedSeparator separator : trained.separators()) {
            EstimatesFolder folder = folder(separator.name(), estimates, 0);
            folders.add(folder);
            given.add(separator(separator.name(), separator.sources(), folder));
        }
        int rate = folders.isEmpty()
                ? trained.sampleRateHz()
                : folders.getFirst().label().sampleRateHz();
        trained.requireSeparators(given, rate);
        return new Ingredients(trained, folders);
    }

    MixerInputs channels() {
        return channels;
    }

    /** The estimates of a song. @throws IOException naming what is missing, or of another length */
    SongEstimates of(StemSong song) throws IOException {
        List<StemSong> estimates = new ArrayList<>();
        for (EstimatesFolder folder : folders) {
            estimates.add(folder.of(song));
        }
        return new SongEstimates(estimates);
    }

    /** A song's estimates by every separator. */
    final class SongEstimates {

        private final List<StemSong> bySeparator;

        SongEstimates(List<StemSong> bySeparator) {
            this.bySeparator = bySeparator;
        }

        /** The mixer's channels but for the mixture's, (C, count). */
        float[][] read(long start, int count) throws IOException {
            List<float[]> read = new ArrayList<>();
            for (int s = 0; s < bySeparator.size(); s++) {
                float[][][] stereo = bySeparator.get(s).readStereo(start, count);
                List<String> estimated = folders.get(s).label().sources();
                for (String source : channels.separators().get(s).sources()) {
                    read.addAll(List.of(stereo[estimated.indexOf(source)]));
                }
            }
            return read.toArray(float[][]::new);
        }
    }

    private static EstimatesFolder folder(String name, Map<String, Path> estimates, int rateHz) throws IOException {
        Path path = estimates.get(name);
        if (path == null) {
            throw new IllegalArgumentException(
                    "the mixer needs the estimates of %s: give --estimates %s=FOLDER; given are %s"
                            .formatted(name, name, estimates.keySet()));
        }
        EstimatesFolder folder = EstimatesFolder.open(path);
        if (rateHz > 0 && folder.label().sampleRateHz() != rateHz) {
            throw new IllegalArgumentException("%s is at %d Hz, the configuration at %d Hz"
                    .formatted(path, folder.label().sampleRateHz(), rateHz));
        }
        return folder;
    }

    private static MixedSeparator separator(String name, List<String> sources, EstimatesFolder folder) {
        List<String> estimated = folder.label().sources();
        if (!estimated.containsAll(sources)) {
            throw new IllegalArgumentException(
                    "of %s %s are to be mixed, but %s holds %s".formatted(name, sources, folder.root(), estimated));
        }
        return new MixedSeparator(name, folder.label().sha256(), sources);
    }
}
