package dev.fader.trainer.data;

import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import dev.fader.trainer.audio.WavFile;
import java.io.IOException;

/** One stem of a song, of which any stretch can be read. Safe for threads. */
sealed interface Stem {

    StemPlace place();

    /** Length in frames, one frame being one sample of every channel. */
    long frames();

    int sampleRateHz();

    int channels();

    /** Whether samples differ from those that were encoded. */
    boolean lossy();

    /** The file to read samples from, opened. */
    WavFile open() throws IOException;

    /** @return planar[channel][count], zero beyond the end of the stem */
    default float[][] read(long start, int count) throws IOException {
        try (WavFile wav = open()) {
            float[][] planar = new float[wav.channels()][count];
            if (start < wav.frames()) {
                wav.read(start, planar, 0, count);
            }
            return planar;
        }
    }

    /** Looks at a stem's header. @throws IOException also when the file is not audio that is read */
    static Stem at(StemPlace place, StemAccess access) throws IOException {
        if (place.isWav()) {
            try (WavFile wav = WavFile.open(place.file())) {
                return new Wav(place, wav.frames(), wav.sampleRateHz(), wav.channels(), access.arrival());
            }
        }
        // it will be decoded whole
        access.arrival().await(place.file());
        try (AudioReader reader = AudioReader.open(place.file(), AudioLimits.DEFAULT, place.stream())) {
            AudioFormat format = reader.format();
            if (format.declaredFrames() < 0) {
                throw new IOException(place + " does not say how long it is: convert it to WAV or FLAC");
            }
            return new Coded(place, access.cache(), format);
        }
    }

    /** Samples that can be read where they lie. */
    record Wav(StemPlace place, long frames, int sampleRateHz, int channels, Arrival arrival) implements Stem {

        @Override
        public boolean lossy() {
            return false;
        }

        @Override
        public WavFile open() throws IOException {
            arrival.await(place.file());
            return WavFile.open(place.file());
        }
    }

    /** FLAC or AAC: decoded whole into the cache when it is first read. */
    record Coded(StemPlace place, StemCache cache, AudioFormat format) implements Stem {

        @Override
        public long frames() {
            return format.declaredFrames();
        }

        @Override
        public int sampleRateHz() {
            return format.sampleRateHz();
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
        public WavFile open() throws IOException {
            return cache.open(place);
        }

        long decodedBytes() {
            return StemCache.encodingFor(format).bits() / 8L * frames() * channels();
        }
    }
}
