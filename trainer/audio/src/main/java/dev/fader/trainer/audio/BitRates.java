package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import java.util.List;

/** Which bit rates a file of some sample rate and channels can have, where encoders would take another without a word. */
final class BitRates {

    private static final int LOWEST_MPEG_1_HZ = 32_000;
    private static final int LOWEST_MPEG_2_HZ = 16_000;
    /** ISO 11172-3 and 13818-3, and what the encoder makes of 13818-3's half rates; in kbit/s. */
    private static final List<Integer> MPEG_1 = List.of(32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320);

    private static final List<Integer> MPEG_2 = List.of(8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160);
    private static final List<Integer> MPEG_2_5 = List.of(8, 16, 24, 32, 40, 48, 56, 64);

    /** ISO 14496-3, §4.5.3: bits of a channel in a frame, of so many samples. */
    private static final int MOST_AAC_BITS = 6144;

    private static final int AAC_FRAME = 1024;

    /** Of a channel. */
    private static final int MOST_OPUS_KILOBITS = 256;

    private BitRates() {}

    /** @throws AudioException NOT_ENCODABLE with those that there are */
    static void check(AudioOutput output) throws AudioException {
        int asked = output.rates().kilobitsPerSecond();
        if (asked == 0) {
            return;
        }
        int rate = output.writtenRateHz();
        switch (output.encoding()) {
            case MP3 -> {
                List<Integer> there = rate >= LOWEST_MPEG_1_HZ ? MPEG_1 : rate >= LOWEST_MPEG_2_HZ ? MPEG_2 : MPEG_2_5;
                if (!there.contains(asked)) {
                    throw refusal(output, "choose one of " + there);
                }
            }
            case AAC -> most(output, (int) ((long) MOST_AAC_BITS * rate / AAC_FRAME * output.channels() / 1000));
            case OPUS -> most(output, MOST_OPUS_KILOBITS * output.channels());
            default -> throw refusal(output, "it has no bit rate to choose");
        }
    }

    private static void most(AudioOutput output, int kilobits) throws AudioException {
        if (output.rates().kilobitsPerSecond() > kilobits) {
            throw refusal(output, "choose at most " + kilobits);
        }
    }

    private static AudioException refusal(AudioOutput output, String instead) {
        return new AudioException(
                Reason.NOT_ENCODABLE,
                "%s of %d channels at %d Hz has no %d kbit/s: %s"
                        .formatted(
                                output.encoding(),
                                output.channels(),
                                output.writtenRateHz(),
                                output.rates().kilobitsPerSecond(),
                                instead));
    }
}
