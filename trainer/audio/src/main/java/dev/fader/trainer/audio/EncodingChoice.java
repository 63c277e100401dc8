package dev.fader.trainer.audio;

import dev.fader.schemas.remix.FileType;
import java.util.List;

/**
 * The encoding that follows from the format asked for and the input. It never has fewer bits than the input, but for FLAC
 * asked of 32 or 64 bits: it is written with 24, since only experimental encoders write more.
 *
 * <p>{@link FileType#SAME} is the input's container, codec and depth where they can be written. Else its samples come
 * before its container: FLAC and ALAC of 32 bits become WAV of 32 bits, AIFF of more than six channels becomes WAV, and
 * what is only read (Vorbis, PCM in MP4) becomes FLAC.
 */
public final class EncodingChoice {

    private static final int MOST_PACKED_BITS = 24;
    private static final int MOST_AIFF_CHANNELS = 6;

    private EncodingChoice() {}

    public static AudioEncoding of(FileType asked, AudioFormat input) {
        return switch (asked) {
            case SAME -> same(input);
            case WAV -> wav(input);
            case FLAC -> flac(input);
            case MP3 -> AudioEncoding.MP3;
            case AAC -> AudioEncoding.AAC;
            case OPUS -> AudioEncoding.OPUS;
        };
    }

    private static AudioEncoding same(AudioFormat input) {
        switch (input.codec()) {
            case "mp3", "mp3float" -> {
                return AudioEncoding.MP3;
            }
            case "aac" -> {
                return AudioEncoding.AAC;
            }
            case "opus", "libopus" -> {
                return AudioEncoding.OPUS;
            }
            default -> {
                // codecs without loss, by their container
            }
        }
        if (input.container().equals("aiff") && input.channels() <= MOST_AIFF_CHANNELS) {
            return aiff(input);
        }
        if (List.of("wav", "w64", "aiff").contains(input.container()) || input.bits() > MOST_PACKED_BITS) {
            return wav(input);
        }
        return input.codec().equals("alac") ? alac(input) : flac(input);
    }

    private static AudioEncoding wav(AudioFormat input) {
        if (input.floating()) {
            return input.bits() > 32 ? AudioEncoding.WAV_64_FLOAT : AudioEncoding.WAV_32_FLOAT;
        }
        return switch (bytes(input)) {
            case 1 -> AudioEncoding.WAV_8;
            case 2 -> AudioEncoding.WAV_16;
            case 3 -> input.codec().equals("pcm_s32le") ? AudioEncoding.WAV_24_IN_32 : AudioEncoding.WAV_24;
            default -> AudioEncoding.WAV_32;
        };
    }

    private static AudioEncoding aiff(AudioFormat input) {
        if (input.floating()) {
            return input.bits() > 32 ? AudioEncoding.AIFF_64_FLOAT : AudioEncoding.AIFF_32_FLOAT;
        }
        return switch (bytes(input)) {
            case 1 -> AudioEncoding.AIFF_8;
            case 2 -> AudioEncoding.AIFF_16;
            case 3 -> AudioEncoding.AIFF_24;
            default -> AudioEncoding.AIFF_32;
        };
    }

    private static AudioEncoding flac(AudioFormat input) {
        return bytes(input) <= 2 ? AudioEncoding.FLAC_16 : AudioEncoding.FLAC_24;
    }

    private static AudioEncoding alac(AudioFormat input) {
        return bytes(input) <= 2 ? AudioEncoding.ALAC_16 : AudioEncoding.ALAC_24;
    }

    /** Of a sample. Lossy codecs have no depth of their own: their remix keeps 24 bits. */
    private static int bytes(AudioFormat input) {
        return input.lossless() ? (input.bits() + 7) / 8 : 3;
    }
}
