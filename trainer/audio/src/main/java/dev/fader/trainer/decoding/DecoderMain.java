package dev.fader.trainer.decoding;

import dev.fader.trainer.audio.AudioException;
import dev.fader.trainer.audio.AudioLimits;
import dev.fader.trainer.audio.AudioReader;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The child: gets ready, reads on its standard input which file it shall decode, and says what it finds on its standard
 * output. Started by {@link DecoderChild}.
 */
public final class DecoderMain {

    private DecoderMain() {}

    /** @param args lowest and highest rate in Hz, most channels, longest duration in ISO 8601 */
    public static void main(String[] args) throws IOException {
        // what this process takes is its parent's to limit
        System.setProperty("org.bytedeco.javacpp.maxPhysicalBytes", "0");
        // nobody listens any more when the parent is gone
        ProcessHandle.current().parent().ifPresent(parent -> {
            var unused = parent.onExit().thenRun(() -> Runtime.getRuntime().halt(1));
        });
        AudioLimits limits = new AudioLimits(
                Integer.parseInt(args[0]),
                Integer.parseInt(args[1]),
                Integer.parseInt(args[2]),
                Duration.parse(args[3]));
        AudioReader.prepare();
        DataInputStream in = new DataInputStream(System.in);
        String file;
        String name;
        try {
            file = in.readUTF();
            name = in.readUTF();
        } catch (EOFException nobodyWantsIt) {
            return;
        }
        decode(Path.of(file), name, limits);
    }

    private static void decode(Path path, String name, AudioLimits limits) throws IOException {
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), 1 << 16))) {
            // what libraries print must not come between the messages
            System.setOut(System.err);
            try (FileChannel file = FileChannel.open(path);
                    AudioReader reader = AudioReader.open(file, name, limits)) {
                DecoderMessage.writeFormat(out, reader.format(), reader.remarks());
                out.flush();
                double[][] planar = new double[reader.format().channels()][DecoderMessage.BLOCK_FRAMES];
                for (int count = reader.read(planar, 0, DecoderMessage.BLOCK_FRAMES);
                        count >= 0;
                        count = reader.read(planar, 0, DecoderMessage.BLOCK_FRAMES)) {
                    DecoderMessage.writeFrames(out, planar, count);
                }
                DecoderMessage.writeEnd(out, reader.remarks());
            } catch (AudioException refusal) {
                DecoderMessage.writeRefusal(out, refusal);
            }
        }
    }
}
