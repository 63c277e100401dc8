package dev.fader.trainer.remix;

import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioFormat;

/** The format asked for; the encoding follows from it and the input, and never has fewer bits than the input. */
public enum OutputChoice {
    /** The input's container and codec where it can be written, else FLAC. */
    SAME,
    WAV,
    FLAC,
    MP3,
    AAC,
    OPUS;

    private static final int CD_BITS = 16;

    public AudioEncoding encodingFor(AudioFormat input) {
        return switch (this) {
            case SAME -> same(input);
            case WAV -> wav(input);
            case FLAC -> flac(input);
            case MP3 -> AudioEncoding.MP3;
            case AAC -> AudioEncoding.AAC;
            case OPUS -> AudioEncoding.OPUS;
        };
    }

    private static AudioEncoding same(AudioFormat input) {
        return switch (input.codec()) {
            case "mp3", "mp3float" -> AudioEncoding.MP3;
            case "aac" -> AudioEncoding.AAC;
            case "opus", "libopus" -> AudioEncoding.OPUS;
            default -> input.container().equals("wav") ? wav(input) : flac(input);
        };
    }

    private static AudioEncoding wav(AudioFormat input) {
        if (input.bits() > 24 || input.lossless() && input.floating()) {
            return AudioEncoding.WAV_32_FLOAT;
        }
        return isCdDepth(input) ? AudioEncoding.WAV_16 : AudioEncoding.WAV_24;
    }

    private static AudioEncoding flac(AudioFormat input) {
        return isCdDepth(input) ? AudioEncoding.FLAC_16 : AudioEncoding.FLAC_24;
    }

    /** Lossy codecs have no depth of their own: their remix keeps 24 bits. */
    private static boolean isCdDepth(AudioFormat input) {
        return input.lossless() && input.bits() <= CD_BITS;
    }
}
