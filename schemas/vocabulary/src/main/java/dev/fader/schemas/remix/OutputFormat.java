package dev.fader.schemas.remix;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The file format of a remix, in one word: a type, and where they shall not be the usual ones a bit rate in kbit/s and a
 * sample rate in Hz, as in {@code mp3@192}, {@code flac/48000} and {@code aac@256/48000}.
 *
 * @param kilobitsPerSecond of a lossy type; 0 for a good one
 * @param sampleRateHz that the remix is resampled to; 0 for the input's, which opus alone does not keep
 */
public record OutputFormat(FileType type, int kilobitsPerSecond, int sampleRateHz) {

    public static final OutputFormat SAME = of(FileType.SAME);
    public static final OutputFormat WAV = of(FileType.WAV);
    public static final OutputFormat FLAC = of(FileType.FLAC);
    public static final OutputFormat MP3 = of(FileType.MP3);
    public static final OutputFormat AAC = of(FileType.AAC);
    public static final OutputFormat OPUS = of(FileType.OPUS);

    /** What {@link #parse} understands, for those who are asked to write it. */
    public static final String NOTATION =
            "same, wav, flac, mp3, aac or opus; @KBPS after a lossy one for its bit rate, /HZ for another sample rate than"
                    + " the input's, as in mp3@192/48000";

    private static final Pattern WORD = Pattern.compile("([a-z0-9]+)(?:@([1-9][0-9]{0,3}))?(?:/([1-9][0-9]{3,5}))?");

    public OutputFormat {
        if (kilobitsPerSecond != 0) {
            type.checkBitRate(kilobitsPerSecond);
        }
        if (sampleRateHz != 0) {
            type.checkSampleRate(sampleRateHz);
        }
    }

    /** With the usual rates. */
    public static OutputFormat of(FileType type) {
        return new OutputFormat(type, 0, 0);
    }

    /** In either case of letters. @throws IllegalArgumentException saying what would have been understood */
    @JsonCreator
    public static OutputFormat parse(String text) {
        Matcher word = WORD.matcher(text.toLowerCase(Locale.ROOT));
        if (!word.matches()) {
            throw new IllegalArgumentException("'%s' is no output format: expected %s".formatted(text, NOTATION));
        }
        return new OutputFormat(FileType.parse(word.group(1)), number(word.group(2)), number(word.group(3)));
    }

    private static int number(String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }

    /** The word in JSON, SQL and tables, as {@link #parse} reads it. */
    @JsonValue
    @Override
    public String toString() {
        return type.wireName()
                + (kilobitsPerSecond == 0 ? "" : "@" + kilobitsPerSecond)
                + (sampleRateHz == 0 ? "" : "/" + sampleRateHz);
    }
}
