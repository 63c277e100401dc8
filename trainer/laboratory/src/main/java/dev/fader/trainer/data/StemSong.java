package dev.fader.trainer.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One song of a data set: a stem per source, all of the same length and rate.
 *
 * @param stems in the order of the network's sources
 */
public record StemSong(String name, List<Stem> stems, long frames, int sampleRateHz) {

    /** Lossy encoders fill the last block up, and not all containers tell by how much. */
    static final int ENCODER_BLOCK_FRAMES = 2048;

    /**
     * @param wantedHz to which stems at a higher rate are resampled
     * @param anyLength whether stems of different lengths are cut to the shortest
     * @throws IOException naming the stem that is missing, empty, or unlike the first
     */
    static StemSong open(SongEntry entry, List<String> sources, boolean anyLength, int wantedHz, StemAccess access)
            throws IOException {
        List<Stem> stems = new ArrayList<>();
        for (String source : sources) {
            List<Stem> parts = new ArrayList<>();
            for (StemPlace place : SourceStems.of(entry, source, sources)) {
                Stem stem = Stem.at(place, access, wantedHz);
                Stem first = !stems.isEmpty() ? stems.getFirst() : parts.isEmpty() ? stem : parts.getFirst();
                if (!anyLength && !sameLength(stem, first) || stem.sampleRateHz() != first.sampleRateHz()) {
                    throw new IOException("%s has %d frames at %d Hz, its song's other stems have %d at %d Hz"
                            .formatted(
                                    place, stem.frames(), stem.sampleRateHz(), first.frames(), first.sampleRateHz()));
                }
                parts.add(stem);
            }
            if (parts.isEmpty()) {
                throw new IOException("'%s', %s, lacks the stem %s; it has %s"
                        .formatted(
                                entry.name(),
                                entry.place(),
                                source,
                                entry.stems().keySet()));
            }
            stems.add(parts.size() == 1 ? parts.getFirst() : new Stem.Sum(parts));
        }
        long frames = stems.stream().mapToLong(Stem::frames).min().orElseThrow();
        return new StemSong(
                entry.name(), List.copyOf(stems), frames, stems.getFirst().sampleRateHz());
    }

    /** The same under another name. */
    StemSong called(String other) {
        return new StemSong(other, stems, frames, sampleRateHz);
    }

    private static boolean sameLength(Stem stem, Stem other) {
        long allowed = stem.lossy() && other.lossy() ? ENCODER_BLOCK_FRAMES : 0;
        return Math.abs(stem.frames() - other.frames()) <= allowed;
    }

    /** A stretch of one source, all channels. @return planar[channel][count], zero beyond the end of the song */
    public float[][] read(int source, long start, int count) throws IOException {
        return stems.get(source).read(start, count);
    }

    /** A stretch of all sources, in stereo; a stem of one channel has it in both. @return (K, 2, count) */
    public float[][][] readStereo(long start, int count) throws IOException {
        float[][][] sources = new float[stems.size()][][];
        for (int k = 0; k < sources.length; k++) {
            float[][] planar = read(k, start, count);
            if (planar.length > 2) {
                throw new IOException("%s has %d channels; one or two are measured"
                        .formatted(stems.get(k).place(), planar.length));
            }
            sources[k] = new float[][] {planar[0], planar[planar.length - 1]};
        }
        return sources;
    }

    /** The same, with the mean of the channels. @return (count) */
    public float[] readMono(int source, long start, int count) throws IOException {
        return mean(read(source, start, count));
    }

    /** The mean of the channels. @return (count) */
    static float[] mean(float[][] planar) {
        float[] mean = new float[planar[0].length];
        for (float[] channel : planar) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += channel[i] / planar.length;
            }
        }
        return mean;
    }
}
