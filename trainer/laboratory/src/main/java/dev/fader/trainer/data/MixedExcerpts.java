package dev.fader.trainer.data;

import java.io.IOException;
import java.util.SplittableRandom;

/** {@link ExcerptSampling#MIXED}. */
record MixedExcerpts(StemDataset dataset, double crossSongShare, int samples) implements Excerpt.Rule {

    private static final int ATTEMPTS = 50;

    private record Segment(StemSong song, long start) {}

    @Override
    public Excerpt draw(long example, SplittableRandom random) {
        boolean cross = random.nextDouble() < crossSongShare;
        Segment common = randomSegment(random);
        StringBuilder origin = new StringBuilder();
        return new Excerpt() {
            @Override
            public float[] source(int index) throws IOException {
                Segment from = cross ? randomSegment(random) : common;
                return activeStem(random, index, from, cross, origin);
            }

            @Override
            public String origin() {
                return origin.toString();
            }
        };
    }

    private Segment randomSegment(SplittableRandom random) {
        StemSong song = dataset.songs().get(random.nextInt(dataset.songs().size()));
        return new Segment(song, random.nextLong(song.frames() - samples + 1));
    }

    /** One channel of a stem, or their mean; moved to another place where this one is silent. */
    private float[] activeStem(
            SplittableRandom random, int source, Segment wanted, boolean anySong, StringBuilder origin)
            throws IOException {
        Segment segment = wanted;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            float[] mono = mono(segment.song().read(source, segment.start(), samples), random.nextInt(3));
            if (Activity.AUDIBLE.holds(mono)) {
                origin.append("%s %s@%d "
                        .formatted(dataset.sources().get(source), segment.song().name(), segment.start()));
                return mono;
            }
            boolean elsewhere = anySong || attempt > ATTEMPTS / 2;
            segment = elsewhere
                    ? randomSegment(random)
                    : new Segment(wanted.song(), random.nextLong(wanted.song().frames() - samples + 1));
        }
        throw new IOException("found no segment with an audible %s in %d attempts; is the stem silent everywhere?"
                .formatted(dataset.sources().get(source), ATTEMPTS));
    }

    /** @param choice 0 and 1: that channel; 2: the mean of all */
    private static float[] mono(float[][] planar, int choice) {
        return choice < 2 ? planar[Math.min(choice, planar.length - 1)] : StemSong.mean(planar);
    }
}
