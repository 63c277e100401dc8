package dev.fader.trainer.separators;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.mixer.MixedSeparator;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.mixer.mixdown.MixtureLevel;
import dev.fader.trainer.mixer.mixdown.SongMixer;
import dev.fader.trainer.remix.Blend;
import dev.fader.trainer.remix.DifferenceNetwork;
import dev.fader.trainer.remix.RemixStream;
import dev.fader.trainer.separation.ChunkPlan;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separation.SignalLevel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mixer and the separators that it was trained for, as one separator (Nakano and Goto 2024, "MDX-Mixer"). Chunks are several
 * of the mixer's segments long; each of the others cuts a chunk as it would a song. Whatever is not stereo goes channel by
 * channel, as two equal ones. The mixer hears a chunk at the level of its song, as it was trained, where that is known.
 */
public final class EnsembleSeparator implements Separator {

    private static final int SIDES = 2;

    private final MixerFile file;
    private final SongMixer mixer;
    private final List<DifferenceNetwork> separators;
    private final Device device;

    private EnsembleSeparator(MixerFile file, SongMixer mixer, List<DifferenceNetwork> separators, Device device) {
        this.file = file;
        this.mixer = mixer;
        this.separators = separators;
        this.device = device;
    }

    /** @throws IllegalArgumentException naming both sides, if a separator does not have the sources that are mixed */
    static EnsembleSeparator load(MixerFile file, Device device, int channelsAtOnce, SeparatorFile.Others others)
            throws IOException {
        // a chunk is asked for by itself
        int sides = Math.min(channelsAtOnce, SIDES);
        Map<String, DifferenceNetwork> loaded = new HashMap<>();
        try {
            List<DifferenceNetwork> separators = new ArrayList<>();
            for (MixedSeparator mixed : file.channels().separators()) {
                DifferenceNetwork separator = loaded.get(mixed.sha256());
                if (separator == null) {
                    separator =
                            DifferenceNetwork.of(others.withHash(mixed.sha256()).load(device, sides, others));
                    loaded.put(mixed.sha256(), separator);
                }
                if (!separator.sources().containsAll(mixed.sources())) {
                    throw new IllegalArgumentException(
                            "the mixer was trained for %s, which has %s".formatted(mixed, separator.sources()));
                }
                separators.add(separator);
            }
            return new EnsembleSeparator(file, SongMixer.load(file, device), List.copyOf(separators), device);
        } catch (IOException | RuntimeException e) {
            loaded.values().forEach(DifferenceNetwork::close);
            throw e;
        }
    }

    @Override
    public List<String> sources() {
        return file.channels().sources();
    }

    @Override
    public int sampleRateHz() {
        return file.channels().sampleRateHz();
    }

    /** So long that what is computed twice is little, with seconds at the ends in which the others come into it. */
    @Override
    public ChunkPlan chunkPlan() {
        int segment = file.shape().segment();
        int quarter = Math.max(segment / 4, 2 * sampleRateHz());
        return new ChunkPlan(Math.max(3 * segment, 20 * sampleRateHz()), quarter, quarter);
    }

    @Override
    public String deviceName() {
        return device.toString();
    }

    @Override
    public boolean hearsLevel() {
        return true;
    }

    @Override
    public float[] combine(Part part, List<Row> rows) {
        int samples = part.samples();
        float[] all = new float[part.channels() * rows.size() * samples];
        boolean stereo = part.channels() == SIDES;
        if (stereo && !(part.isSilent(0) && part.isSilent(1))) {
            float[][] mixed = mixed(part.mixture(), part.wholeLevel());
            for (int c = 0; c < SIDES; c++) {
                weigh(mixed, c, 1, rows, all, c);
            }
        }
        for (int c = 0; c < part.channels(); c++) {
            if (!stereo && !part.isSilent(c)) {
                float[][] mixed = mixed(new float[][] {part.mixture()[c], part.mixture()[c]}, part.wholeLevel());
                weigh(mixed, 0, SIDES, rows, all, c);
            }
        }
        return all;
    }

    /**
     * @param mixed left and right of each source, (2·K, L)
     * @param side the first of the channels that are averaged
     * @param channel of what is filled, (C, R, L), flat
     */
    private static void weigh(float[][] mixed, int side, int sides, List<Row> rows, float[] all, int channel) {
        int samples = mixed[0].length;
        for (int r = 0; r < rows.size(); r++) {
            int at = (channel * rows.size() + r) * samples;
            float[] weights = rows.get(r).weights();
            for (int k = 0; k < weights.length; k++) {
                for (int s = side; s < side + sides; s++) {
                    float weight = weights[k] / sides;
                    float[] source = mixed[SIDES * k + s];
                    for (int i = 0; i < samples; i++) {
                        all[at + i] += weight * source[i];
                    }
                }
            }
        }
    }

    /** @param stereo (2, L). @return left and right of each source, (2·K, L) */
    private float[][] mixed(float[][] stereo, @Nullable SignalLevel whole) {
        List<float[]> estimates = new ArrayList<>();
        for (int s = 0; s < separators.size(); s++) {
            DifferenceNetwork separator = separators.get(s);
            List<String> mixed = file.channels().separators().get(s).sources();
            for (float[][] estimate : estimates(separator, mixed, stereo, whole)) {
                Collections.addAll(estimates, estimate);
            }
        }
        MixtureLevel level = whole == null || whole.deviation() == 0
                ? MixtureLevel.of(stereo)
                : new MixtureLevel(whole.mean(), whole.deviation());
        return mixer.mix(stereo, estimates.toArray(float[][]::new), level).sources();
    }

    private List<float[][]> estimates(
            DifferenceNetwork separator, List<String> sources, float[][] stereo, @Nullable SignalLevel whole) {
        int of = separator.sources().size();
        List<Blend> blends = sources.stream()
                .map(source -> Blend.estimate(separator.sources().indexOf(source), of))
                .toList();
        try {
            return RemixStream.blendAll(separator, blends, stereo, sampleRateHz(), whole);
        } catch (IOException e) {
            throw new UncheckedIOException("what lies in memory cannot be read", e);
        }
    }

    @Override
    public void close() {
        mixer.close();
        separators.stream().distinct().forEach(DifferenceNetwork::close);
    }
}
