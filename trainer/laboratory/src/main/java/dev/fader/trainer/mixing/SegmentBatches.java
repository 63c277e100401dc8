package dev.fader.trainer.mixing;

import dev.fader.trainer.data.SongOrder;
import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.engine.TrainingStep.Input;
import dev.fader.trainer.mixer.MixerPrograms;
import dev.fader.trainer.mixer.mixdown.MixtureLevel;
import dev.fader.trainer.training.Training.Batch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Every segment of every song once in an epoch, in an order that the seed and the epoch's number decide. A song's last
 * segment ends with it; one shorter than a segment is filled up with zeros. Safe for threads.
 */
final class SegmentBatches {

    private static final int BLOCK_FRAMES = 1 << 18;

    private final MixerConfig config;
    private final Ingredients ingredients;
    private final List<StemSong> songs;
    private final List<Ingredients.SongEstimates> estimates = new ArrayList<>();
    private final List<Segment> segments = new ArrayList<>();
    private final ConcurrentMap<Integer, MixtureLevel> levels = new ConcurrentHashMap<>();

    private record Segment(int song, long start) {}

    SegmentBatches(MixerConfig config, Ingredients ingredients, StemDataset dataset) {
        this.config = config;
        this.ingredients = ingredients;
        this.songs = dataset.songs();
        for (int s = 0; s < songs.size(); s++) {
            long last = Math.max(0, songs.get(s).frames() - config.segment());
            for (long start = 0; start < last; start += config.hop()) {
                segments.add(new Segment(s, start));
            }
            segments.add(new Segment(s, last));
        }
    }

    /** Before any batch. @throws IOException if a song lacks estimates */
    SegmentBatches open() throws IOException {
        estimates.clear();
        for (StemSong song : songs) {
            estimates.add(ingredients.of(song));
        }
        return this;
    }

    /** In an epoch; the last may be smaller than the others. */
    int count() {
        return Math.ceilDiv(segments.size(), config.batchSize());
    }

    /** @param number counted from the first of the first epoch */
    Batch shuffled(long number) throws IOException {
        int[] order = SongOrder.ofEpoch(config.seed(), number / count(), segments.size());
        int first = (int) (number % count()) * config.batchSize();
        List<Segment> chosen = new ArrayList<>();
        for (int i = first; i < Math.min(segments.size(), first + config.batchSize()); i++) {
            chosen.add(segments.get(order[i]));
        }
        return read(chosen);
    }

    /** In the order of the songs. @param number of an epoch's batches */
    Batch inOrder(int number) throws IOException {
        int first = number * config.batchSize();
        return read(segments.subList(first, Math.min(segments.size(), first + config.batchSize())));
    }

    private Batch read(List<Segment> chosen) throws IOException {
        int samples = config.segment();
        int inputs = ingredients.channels().inputs();
        int outputs = ingredients.channels().outputs();
        float[] x = new float[chosen.size() * inputs * samples];
        float[] y = new float[chosen.size() * outputs * samples];
        List<String> names = new ArrayList<>();
        for (int b = 0; b < chosen.size(); b++) {
            Segment segment = chosen.get(b);
            MixtureLevel level = level(segment.song());
            float[][][] stems = songs.get(segment.song()).readStereo(segment.start(), samples);
            int at = b * inputs * samples;
            if (config.mixture()) {
                for (float[] channel : mixture(stems)) {
                    level.writeMixture(channel, x, at);
                    at += samples;
                }
            }
            for (float[] channel : estimates.get(segment.song()).read(segment.start(), samples)) {
                level.writeSource(channel, x, at);
                at += samples;
            }
            at = b * outputs * samples;
            for (float[][] stem : stems) {
                for (float[] channel : stem) {
                    level.writeSource(channel, y, at);
                    at += samples;
                }
            }
            names.add(songs.get(segment.song()).name() + "@" + segment.start());
        }
        return new Batch(
                new Input[] {
                    new Input(MixerPrograms.INPUTS, x, chosen.size(), inputs, samples),
                    new Input(MixerPrograms.TARGETS, y, chosen.size(), outputs, samples)
                },
                String.join(" ", names));
    }

    private MixtureLevel level(int index) throws IOException {
        MixtureLevel known = levels.get(index);
        if (known == null) {
            StemSong song = songs.get(index);
            MixtureLevel.Meter meter = new MixtureLevel.Meter();
            for (long start = 0; start < song.frames(); start += BLOCK_FRAMES) {
                int count = (int) Math.min(BLOCK_FRAMES, song.frames() - start);
                for (float[] channel : mixture(song.readStereo(start, count))) {
                    meter.add(channel);
                }
            }
            known = meter.level();
            levels.put(index, known);
        }
        return known;
    }

    /** @param stems (K, 2, L). @return their sum, (2, L) */
    static float[][] mixture(float[][][] stems) {
        float[][] mixture = new float[2][stems[0][0].length];
        for (float[][] stem : stems) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < mixture[c].length; i++) {
                    mixture[c][i] += stem[c][i];
                }
            }
        }
        return mixture;
    }
}
