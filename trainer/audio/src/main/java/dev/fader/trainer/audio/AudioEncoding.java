package dev.fader.trainer.audio;

/** What can be written. */
public enum AudioEncoding {
    WAV_8(Container.WAV, "pcm_u8", 8),
    WAV_16(Container.WAV, "pcm_s16le", 16),
    WAV_24(Container.WAV, "pcm_s24le", 24),
    /** Samples of 24 bits, each in a word of 32. */
    WAV_24_IN_32(Container.WAV, "pcm_s32le", 24),
    WAV_32(Container.WAV, "pcm_s32le", 32),
    WAV_32_FLOAT(Container.WAV, "pcm_f32le", 32),
    WAV_64_FLOAT(Container.WAV, "pcm_f64le", 64),
    AIFF_8(Container.AIFF, "pcm_s8", 8),
    AIFF_16(Container.AIFF, "pcm_s16be", 16),
    AIFF_24(Container.AIFF, "pcm_s24be", 24),
    AIFF_32(Container.AIFF, "pcm_s32be", 32),
    AIFF_32_FLOAT(Container.AIFF, "pcm_f32be", 32),
    AIFF_64_FLOAT(Container.AIFF, "pcm_f64be", 64),
    FLAC_16(Container.FLAC, "flac", 16),
    FLAC_24(Container.FLAC, "flac", 24),
    ALAC_16(Container.M4A, "alac", 16),
    ALAC_24(Container.M4A, "alac", 24),
    MP3(Container.MP3, "libmp3lame", 0),
    /** AAC-LC in an MP4 container, {@code .m4a}. */
    AAC(Container.M4A, "aac", 0),
    /** Opus in Ogg; always at 48 kHz, which other rates are resampled to. */
    OPUS(Container.OGG, "libopus", 0);

    /** The kinds of file, with FFmpeg's names of their muxers and their names' usual endings. */
    enum Container {
        /** RF64 from 4 GiB on. */
        WAV("wav", "wav"),
        /** AIFF-C for floats. */
        AIFF("aiff", "aiff"),
        FLAC("flac", "flac"),
        MP3("mp3", "mp3"),
        M4A("ipod", "m4a"),
        OGG("opus", "opus");

        private final String muxer;
        private final String extension;

        Container(String muxer, String extension) {
            this.muxer = muxer;
            this.extension = extension;
        }
    }

    private final Container container;
    private final String encoder;
    private final int bits;

    AudioEncoding(Container container, String encoder, int bits) {
        this.container = container;
        this.encoder = encoder;
        this.bits = bits;
    }

    Container container() {
        return container;
    }

    String muxer() {
        return container.muxer;
    }

    String encoder() {
        return encoder;
    }

    /** Bits of a sample; 0 for lossy encodings. */
    public int bits() {
        return bits;
    }

    /** Whether samples are floats, which hold what is beyond full scale. */
    public boolean floating() {
        return encoder.startsWith("pcm_f");
    }

    /** Whether what is written is read back sample for sample, after rounding to its bits. */
    public boolean lossless() {
        return bits > 0;
    }

    /** The file name's usual ending, without the dot. */
    public String extension() {
        return container.extension;
    }

    /** The rate that a signal of another rate is written at. */
    public int sampleRateFor(int sampleRateHz) {
        return this == OPUS ? 48_000 : sampleRateHz;
    }
}
