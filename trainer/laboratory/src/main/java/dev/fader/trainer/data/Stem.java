package dev.fader.trainer.data;

import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.Resampler;
import dev.fader.trainer.audio.WavFile;
import java.io.IOException;
import java.util.List;

/** One stem of a song, or several that are one source together, of which any stretch can be read. Safe for threads. */
sealed interface Stem {

    System.Logger LOG = System.getLogger(Stem.class.getName());

    StemPlace place();

    /** Length in frames, one frame being one sample of every channel. */
    long frames();

    int sampleRateHz();

    int channels();

    /** Whether samples differ from those that were encoded. */
    boolean lossy();

    /** @return planar[channel][count], zero beyond the end of the stem */
    float[][] read(long start, int count) throws IOException;

    private static float[][] read(WavFile wav, StemPlace place, long start, int count) throws IOException {
        float[][] planar = new float[wav.channels()][count];
        if (start < wav.frames()) {
            wav.read(start, planar, 0, count);
        }
        requireNumbers(planar, place, start);
        return planar;
    }

    /** What is no number would count as silence, or end a run at a step of its own. */
    private static void requireNumbers(float[][] planar, StemPlace place, long start) throws IOException {
        for (float[] channel : planar) {
            for (int i = 0; i < channel.length; i++) {
                if (!Float.isFinite(channel[i])) {
                    throw new IOException(
                            "%s has %s in place of a sample at frame %d: mend the file, or leave its song out"
                                    .formatted(place, channel[i], start + i));
                }
            }
        }
    }

    /**
     * Looks at a stem's header. What is at a higher rate than wanted will be resampled; of what is at a lower one nothing can
     * make up what is missing.
     *
     * @throws IOException also when the file is not audio that is read
     */
    static Stem at(StemPlace place, StemAccess access, int wantedHz) throws IOException {
        if (place.isWav()) {
            try (WavFile wav = WavFile.open(place.file())) {
                if (wav.sampleRateHz() <= wantedHz) {
                    return new Wav(place, wav.frames(), wav.sampleRateHz(), wav.channels(), access.arrival());
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "{0}: decoded first", e.getMessage());
            }
        }
        // RF64, 8 and 64 bits, a pipe's length: decoded whole, and refused for what the check refuses
        access.arrival().await(place.file());
        try (AudioReader reader = AudioReader.open(place.file(), AudioLimits.DEFAULT, place.stream())) {
            AudioFormat format = reader.format();
            Coded coded = new Coded(
                    place, access.cache(), format, format.declaredFrames(), Math.min(wantedHz, format.sampleRateHz()));
            return format.declaredFrames() >= 0 ? coded : coded.counted();
        }
    }

    /** Samples that can be read where they lie. */
    record Wav(StemPlace place, long frames, int sampleRateHz, int channels, Arrival arrival) implements Stem {

        @Override
        public boolean lossy() {
            return false;
        }

        @Override
        public float[][] read(long start, int count) throws IOException {
            arrival.await(place.file());
            try (WavFile wav = WavFile.open(place.file())) {
                return Stem.read(wav, place, start, count);
            }
        }
    }

    /**
     * FLAC or AAC, WAV of unusual forms, or what is at a higher rate: decoded whole into the cache when it is first read.
     *
     * @param codedFrames at its own rate; negative: it does not say
     */
    record Coded(StemPlace place, StemCache cache, AudioFormat format, long codedFrames, int sampleRateHz)
            implements Stem {

        @Override
        public long frames() {
            return Resampler.framesFor(codedFrames, format.sampleRateHz(), sampleRateHz);
        }

        /** The same with its length, which only decoding tells. */
        Coded counted() throws IOException {
            try (WavFile decoded = cache.open(place, StemCache.OWN_RATE)) {
                return new Coded(place, cache, format, decoded.frames(), sampleRateHz);
            }
        }

        @Override
        public int channels() {
            return format.channels();
        }

        @Override
        public boolean lossy() {
            return !format.lossless();
        }

        @Override
        public float[][] read(long start, int count) throws IOException {
            try (WavFile wav = cache.open(place, resampledHz())) {
                return Stem.read(wav, place, start, count);
            }
        }

        private int resampledHz() {
            return sampleRateHz == format.sampleRateHz() ? StemCache.OWN_RATE : sampleRateHz;
        }

        boolean decoded() throws IOException {
            return cache.has(place, resampledHz());
        }

        void decode() throws IOException {
            cache.open(place, resampledHz()).close();
        }

        long decodedBytes() {
            return StemCache.encodingFor(format, resampledHz()).bits() / 8L * frames() * channels();
        }
    }

    /** Several stems that are one source. One of a single channel is in all channels of the others. */
    record Sum(List<Stem> parts) implements Stem {

        public Sum {
            parts = List.copyOf(parts);
        }

        @Override
        public StemPlace place() {
            return parts.getFirst().place();
        }

        @Override
        public long frames() {
            return parts.stream().mapToLong(Stem::frames).min().orElseThrow();
        }

        @Override
        public int sampleRateHz() {
            return parts.getFirst().sampleRateHz();
        }

        @Override
        public int channels() {
            return parts.stream().mapToInt(Stem::channels).max().orElseThrow();
        }

        @Override
        public boolean lossy() {
            return parts.stream().anyMatch(Stem::lossy);
        }

        @Override
        public float[][] read(long start, int count) throws IOException {
            float[][] sum = new float[channels()][count];
            for (Stem part : parts) {
                float[][] samples = part.read(start, count);
                for (int c = 0; c < sum.length; c++) {
                    float[] channel = samples[Math.min(c, samples.length - 1)];
                    for (int i = 0; i < count; i++) {
                        sum[c][i] += channel[i];
                    }
                }
            }
            return sum;
        }
    }
}
