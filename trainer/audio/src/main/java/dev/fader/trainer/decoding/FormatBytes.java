package dev.fader.trainer.decoding;

import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.tags.Picture;
import dev.fader.trainer.tags.RiffChunk;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a file is, as bytes between two processes of one build: fields in order, nothing to be compatible with. */
final class FormatBytes {

    private FormatBytes() {}

    static byte[] write(AudioFormat format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        text(out, format.container());
        text(out, format.codec());
        out.writeInt(format.sampleRateHz());
        out.writeInt(format.channels());
        text(out, format.channelLayout());
        out.writeInt(format.bits());
        out.writeBoolean(format.floating());
        out.writeLong(format.declaredFrames());
        out.writeDouble(format.estimatedSeconds());
        out.writeInt(format.tags().size());
        for (Map.Entry<String, String> tag : format.tags().entrySet()) {
            text(out, tag.getKey());
            text(out, tag.getValue());
        }
        out.writeInt(format.pictures().size());
        for (Picture picture : format.pictures()) {
            text(out, picture.mimeType());
            out.writeInt(picture.kind());
            text(out, picture.description());
            out.writeInt(picture.length());
            out.write(picture.bytes());
        }
        out.writeInt(format.chunks().size());
        for (RiffChunk chunk : format.chunks()) {
            text(out, chunk.id());
            byte[] content = chunk.bytes();
            out.writeInt(content.length);
            out.write(content);
        }
        return bytes.toByteArray();
    }

    static AudioFormat read(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        String container = text(in);
        String codec = text(in);
        int sampleRateHz = in.readInt();
        int channels = in.readInt();
        String channelLayout = text(in);
        int bits = in.readInt();
        boolean floating = in.readBoolean();
        long declaredFrames = in.readLong();
        double estimatedSeconds = in.readDouble();
        Map<String, String> tags = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            tags.put(text(in), text(in));
        }
        List<Picture> pictures = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            pictures.add(new Picture(text(in), in.readInt(), text(in), in.readNBytes(in.readInt())));
        }
        List<RiffChunk> chunks = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            chunks.add(new RiffChunk(text(in), in.readNBytes(in.readInt())));
        }
        return new AudioFormat(
                container,
                codec,
                sampleRateHz,
                channels,
                channelLayout,
                bits,
                floating,
                declaredFrames,
                estimatedSeconds,
                tags,
                pictures,
                chunks);
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
