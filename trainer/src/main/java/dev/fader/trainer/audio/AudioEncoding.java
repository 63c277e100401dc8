package dev.fader.trainer.audio;

/** What can be written. */
public enum AudioEncoding {
    WAV_16("wav", "pcm_s16le", 16, 384_000, 8),
    WAV_24("wav", "pcm_s24le", 24, 384_000, 8),
    WAV_32_FLOAT("wav", "pcm_f32le", 32, 384_000, 8),
    FLAC_16("flac", "flac", 16, 384_000, 8),
    FLAC_24("flac", "flac", 24, 384_000, 8),
    MP3("mp3", "libmp3lame", 0, 48_000, 2),
    /** AAC-LC in an MP4 container, {@code .m4a}. */
    AAC("ipod", "aac", 0, 96_000, 8),
    /** Opus in Ogg; always at 48 kHz, which other rates are resampled to. */
    OPUS("opus", "libopus", 0, 384_000, 8);

    /** The kinds of file. */
    enum Container {
        WAV,
        FLAC,
        MP3,
        M4A,
        OGG
    }

    private final String muxer;
    private final String encoder;
    private final int bits;
    private final int maxSampleRateHz;
    private final int maxChannels;

    AudioEncoding(String muxer, String encoder, int bits, int maxSampleRateHz, int maxChannels) {
        this.muxer = muxer;
        this.encoder = encoder;
        this.bits = bits;
        this.maxSampleRateHz = maxSampleRateHz;
        this.maxChannels = maxChannels;
    }

    String muxer() {
        return muxer;
    }

    Container container() {
        return switch (this) {
            case WAV_16, WAV_24, WAV_32_FLOAT -> Container.WAV;
            case FLAC_16, FLAC_24 -> Container.FLAC;
            case MP3 -> Container.MP3;
            case AAC -> Container.M4A;
            case OPUS -> Container.OGG;
        };
    }

    String encoder() {
        return encoder;
    }

    /** Bits of a sample; 0 for lossy encodings. */
    public int bits() {
        return bits;
    }

    /** Whether what is written is read back sample for sample, after rounding to its bits. */
    public boolean lossless() {
        return bits > 0;
    }

    int maxSampleRateHz() {
        return maxSampleRateHz;
    }

    int maxChannels() {
        return maxChannels;
    }

    /** The file name's usual ending, without the dot. */
    public String extension() {
        return switch (this) {
            case WAV_16, WAV_24, WAV_32_FLOAT -> "wav";
            case FLAC_16, FLAC_24 -> "flac";
            case MP3 -> "mp3";
            case AAC -> "m4a";
            case OPUS -> "opus";
        };
    }

    /** The rate that a signal of another rate is written at. */
    public int sampleRateFor(int sampleRateHz) {
        return this == OPUS ? 48_000 : sampleRateHz;
    }
}
