package dev.fader.trainer.data;

import dev.fader.trainer.audio.SubsonicFilter;
import dev.fader.trainer.data.Excerpt.Place;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** {@link ExcerptSampling#MIXED}; sources are rid of what lies below hearing, as is what a network hears of a file. */
final class MixedExcerpts implements Excerpt.Rule {

    private static final int ATTEMPTS = 50;

    private final StemDataset dataset;
    private final double crossSongShare;
    private final int samples;
    private final SubsonicFilter filter;

    MixedExcerpts(StemDataset dataset, double crossSongShare, int samples, int sampleRateHz) {
        this.dataset = dataset;
        this.crossSongShare = crossSongShare;
        this.samples = samples;
        this.filter = new SubsonicFilter(sampleRateHz);
    }

    private record Segment(StemSong song, long start) {}

    private record Drawn(float[] samples, Place place) {}

    @Override
    public Excerpt draw(long example, SplittableRandom random) throws IOException {
        boolean cross = random.nextDouble() < crossSongShare;
        Segment common = randomSegment(random);
        float[][] sources = new float[dataset.sources().size()][];
        List<Place> places = new ArrayList<>();
        for (int source = 0; source < sources.length; source++) {
            Drawn drawn = activeStem(random, source, cross ? randomSegment(random) : common, cross);
            sources[source] = drawn.samples();
            places.add(drawn.place());
        }
        return new Excerpt(sources, List.copyOf(places));
    }

    private Segment randomSegment(SplittableRandom random) {
        StemSong song = dataset.songs().get(random.nextInt(dataset.songs().size()));
        return new Segment(song, random.nextLong(song.frames() - samples + 1));
    }

    /** One channel of a stem, or their mean; moved to another place where this one is silent. */
    private Drawn activeStem(SplittableRandom random, int source, Segment wanted, boolean anySong) throws IOException {
        Segment segment = wanted;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int channel = random.nextInt(3);
            float[] mono = filtered(segment, source, channel);
            if (Activity.AUDIBLE.holds(mono)) {
                // of one channel all choices are the same sound
                boolean all = channel == 2 || segment.song().stems().get(source).channels() == 1;
                int named = all ? Place.ALL_CHANNELS : channel;
                return new Drawn(mono, new Place(segment.song().name(), segment.start(), named));
            }
            boolean elsewhere = anySong || attempt > ATTEMPTS / 2;
            segment = elsewhere
                    ? randomSegment(random)
                    : new Segment(wanted.song(), random.nextLong(wanted.song().frames() - samples + 1));
        }
        throw new IOException("found no segment with an audible %s in %d attempts; is the stem silent everywhere?"
                .formatted(dataset.sources().get(source), ATTEMPTS));
    }

    private float[] filtered(Segment segment, int source, int channel) throws IOException {
        int before = (int) Math.min(filter.reach(), segment.start());
        int count = before + samples + filter.reach();
        float[] mono = mono(segment.song().read(source, segment.start() - before, count), channel);
        return filter.apply(mono, before, samples);
    }

    /** @param choice 0 and 1: that channel; 2: the mean of all */
    private static float[] mono(float[][] planar, int choice) {
        return choice < 2 ? planar[Math.min(choice, planar.length - 1)] : StemSong.mean(planar);
    }
}
