package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;

/** How much sound an encoding can hold: asked before a run of what the input promises, and at its end of what there is. */
final class OutputLength {

    /** One MP3 frame less the decoder's delay, to which no file can be trimmed. */
    private static final int FEWEST_MP3_FRAMES = 48;

    private static final long MOST_AIFF_BYTES = 0xffffffffL;

    private OutputLength() {}

    /**
     * @param frames at the rate that they are written at
     * @throws AudioException NOT_ENCODABLE when the encoding cannot hold so many, or so few
     */
    static void check(AudioOutput output, long frames) throws AudioException {
        AudioEncoding encoding = output.encoding();
        if (encoding == AudioEncoding.MP3 && frames > 0 && frames < FEWEST_MP3_FRAMES) {
            throw new AudioException(
                    Reason.NOT_ENCODABLE, "MP3 cannot hold a sound of only " + frames + " frames: choose WAV or FLAC");
        }
        if (encoding.container() == AudioEncoding.Container.AIFF) {
            checkAiff(frames * output.channels() * (encoding.bits() / 8));
        }
    }

    /** @param bytes of a file, or of the sound in it. @throws AudioException NOT_ENCODABLE when an AIFF file cannot hold them */
    static void checkAiff(long bytes) throws AudioException {
        if (bytes > MOST_AIFF_BYTES) {
            throw new AudioException(
                    Reason.NOT_ENCODABLE, "an AIFF file holds 4 GiB, not " + bytes + " bytes: choose WAV");
        }
    }
}
