package dev.fader.trainer.audio;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.remix.FileType;
import dev.fader.trainer.tags.Carried;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EncodingChoiceTest {

    @ParameterizedTest
    @CsvSource({
        "wav, pcm_u8, 8, false, WAV_8, FLAC_16",
        "wav, pcm_s16le, 16, false, WAV_16, FLAC_16",
        "wav, pcm_s24le, 24, false, WAV_24, FLAC_24",
        "wav, pcm_s32le, 24, false, WAV_24_IN_32, FLAC_24",
        "wav, pcm_s32le, 32, false, WAV_32, FLAC_24",
        "wav, pcm_f32le, 32, true, WAV_32_FLOAT, FLAC_24",
        "wav, pcm_f64le, 64, true, WAV_64_FLOAT, FLAC_24",
        "w64, pcm_s24le, 24, false, WAV_24, FLAC_24",
        "aiff, pcm_s16be, 16, false, AIFF_16, FLAC_16",
        "aiff, pcm_s16le, 16, false, AIFF_16, FLAC_16",
        "aiff, pcm_f32be, 32, true, AIFF_32_FLOAT, FLAC_24",
        "flac, flac, 20, false, FLAC_24, FLAC_24",
        "flac, flac, 32, false, WAV_32, FLAC_24",
        "ogg, flac, 16, false, FLAC_16, FLAC_16",
        "'mov,mp4,m4a,3gp,3g2,mj2', alac, 16, false, ALAC_16, FLAC_16",
        "'mov,mp4,m4a,3gp,3g2,mj2', alac, 20, false, ALAC_24, FLAC_24",
        "'mov,mp4,m4a,3gp,3g2,mj2', alac, 32, false, WAV_32, FLAC_24",
        "'mov,mp4,m4a,3gp,3g2,mj2', aac, 0, false, AAC, FLAC_24",
        "'mov,mp4,m4a,3gp,3g2,mj2', pcm_s16le, 16, false, FLAC_16, FLAC_16",
        "mp3, mp3, 0, false, MP3, FLAC_24",
        "ogg, opus, 0, false, OPUS, FLAC_24",
        "ogg, vorbis, 0, false, FLAC_24, FLAC_24",
    })
    void theSameFormatKeepsTheSamplesAndWherePossibleTheContainer(
            String container, String codec, int bits, boolean floating, AudioEncoding same, AudioEncoding flac) {
        AudioFormat input =
                new AudioFormat(container, codec, 44_100, 2, "stereo", bits, floating, 1000, 0.02, Carried.NOTHING);

        assertThat(EncodingChoice.of(FileType.SAME, input)).isEqualTo(same);
        assertThat(EncodingChoice.of(FileType.FLAC, input)).isEqualTo(flac);
        assertThat(EncodingChoice.of(FileType.MP3, input)).isEqualTo(AudioEncoding.MP3);
    }
}
