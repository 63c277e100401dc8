package dev.fader.trainer.data;

/**
 * One source of an example as it was drawn.
 *
 * @param start frame of the song
 * @param channel counted from 0; −1 for their mean
 * @param negated whether its polarity was turned
 * @param absent whether it was silenced
 */
public record DrawnSource(String source, String song, long start, int channel, boolean negated, boolean absent) {

    /** For people: {@code vocals song@44100}, with {@code −} for a turned one, in brackets where it was silenced. */
    @Override
    public String toString() {
        String text = "%s %s%s@%d".formatted(source, negated ? "−" : "", song, start);
        return absent ? "(" + text + ")" : text;
    }
}
