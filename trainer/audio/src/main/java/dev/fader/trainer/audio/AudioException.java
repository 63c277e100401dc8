package dev.fader.trainer.audio;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Audio that cannot be read or written: what was wrong, where, and what to do; and a reason for programs. */
public final class AudioException extends IOException {

    /** Why a file is refused. */
    public enum Reason {
        /** Nothing in it looks like a container that is read. */
        NOT_AUDIO,
        /** A container, but without an audio stream of a codec that is read. */
        NO_AUDIO_STREAM,
        /** No bytes, or no frames. */
        EMPTY,
        /** It ends before the length that it declares. */
        TRUNCATED,
        /** Parts of it could not be decoded, or its checksum differs. */
        DECODE_ERRORS,
        /** A sample is infinite or not a number. */
        NOT_FINITE,
        /** The rate or the channels change within the stream. */
        CHANGES_FORMAT,
        LIMIT_RATE,
        LIMIT_CHANNELS,
        LIMIT_DURATION,
        LIMIT_METADATA,
        /** The encoding asked for cannot hold such a signal. */
        NOT_ENCODABLE,
        /** The process that decoded it ended without a word. */
        DECODER_CRASHED,
        /** The process that decoded it fell silent, or worked without end. */
        DECODER_STALLED,
        /** The process that decoded it took more memory than it may. */
        DECODER_MEMORY,
        /** The bytes could not be read or written; the cause tells. */
        IO;

        /** Whether the file, or what was asked of it, is to blame; if not, another attempt may come out otherwise. */
        public boolean isOfTheFile() {
            return switch (this) {
                case NOT_AUDIO,
                        NO_AUDIO_STREAM,
                        EMPTY,
                        TRUNCATED,
                        DECODE_ERRORS,
                        NOT_FINITE,
                        CHANGES_FORMAT,
                        LIMIT_RATE,
                        LIMIT_CHANNELS,
                        LIMIT_DURATION,
                        LIMIT_METADATA,
                        NOT_ENCODABLE -> true;
                case DECODER_CRASHED, DECODER_STALLED, DECODER_MEMORY, IO -> false;
            };
        }
    }

    private final Reason reason;

    public AudioException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    public AudioException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
