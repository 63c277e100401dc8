package dev.fader.trainer.decoding;

import dev.fader.trainer.audio.AudioFormat;
import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.Field;
import dev.fader.trainer.tags.Place;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
        Carried carried = format.carried();
        out.writeInt(carried.fields().size());
        for (Field field : carried.fields()) {
            text(out, field.place().name());
            text(out, field.id());
            out.writeInt(field.length());
            out.write(field.bytes());
        }
        out.writeInt(carried.remarks().size());
        for (String remark : carried.remarks()) {
            text(out, remark);
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
        List<Field> fields = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            fields.add(new Field(Place.valueOf(text(in)), text(in), in.readNBytes(in.readInt())));
        }
        List<String> remarks = new ArrayList<>();
        for (int left = in.readInt(); left > 0; left--) {
            remarks.add(text(in));
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
                new Carried(fields, remarks));
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
