package dev.fader.cli.prove;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Stereo tones as 16-bit WAV files at 44.1 kHz, no two alike. */
final class ToneFile {

    private static final int RATE = 44_100;
    private static final int HEADER = 44;
    private static final int FRAME = 4;

    private ToneFile() {}

    static Path write(Path file, double seconds, int number) throws IOException {
        int frames = (int) (seconds * RATE);
        ByteBuffer wav = ByteBuffer.allocate(HEADER + frames * FRAME).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF"))
                .putInt(HEADER - 8 + frames * FRAME)
                .put(ascii("WAVEfmt "))
                .putInt(16);
        wav.putShort((short) 1).putShort((short) 2).putInt(RATE).putInt(RATE * FRAME);
        wav.putShort((short) FRAME).putShort((short) 16).put(ascii("data")).putInt(frames * FRAME);
        double left = 2 * Math.PI * (110 + number) / RATE;
        double right = 2 * Math.PI * (220 + number) / RATE;
        for (int i = 0; i < frames; i++) {
            wav.putShort((short) (8000 * Math.sin(left * i)));
            wav.putShort((short) (8000 * Math.sin(right * i)));
        }
        return Files.write(file, wav.array());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
