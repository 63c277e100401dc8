package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/**
 * The account of an AIFF file: its header counts frames, unless it was written into a pipe.
 *
 * @param patches what FFmpeg reads in place of a size that is none
 * @param claim bytes of sound as the file says, where that is no length; else −1
 */
record AiffAccount(SeekableByteChannel channel, List<ChannelView.Patch> patches, long claim, long soundBytes)
        implements LengthAccount {

    private static final int SOUND_HEAD_BYTES = 8;

    static AiffAccount of(SeekableByteChannel channel, String name) throws IOException {
        long size = channel.size();
        for (long position = 12; position + 8 <= size; ) {
            ByteBuffer chunk = big(channel, position, 8);
            long length = chunk.getInt(4) & 0xffffffffL;
            if (ContainerEnd.text(chunk, 0).equals("SSND")) {
                long there = size - position - 8;
                if (length <= there) {
                    checkTail(channel, name, position + 8 + length + (length & 1));
                    return new AiffAccount(channel, List.of(), -1, length - SOUND_HEAD_BYTES);
                }
                if (!Placeholder.is(length)) {
                    throw new AudioException(
                            Reason.TRUNCATED,
                            name + " is cut: its header promises " + length + " bytes of samples, " + there
                                    + " are there: fetch it again");
                }
                byte[] told = ByteBuffer.allocate(4).putInt((int) there).array();
                return new AiffAccount(
                        channel, List.of(new ChannelView.Patch(position + 4, told)), length, there - SOUND_HEAD_BYTES);
            }
            position += 8 + length + (length & 1);
        }
        throw new AudioException(
                Reason.TRUNCATED, name + " ends before its SSND chunk, which holds the samples: fetch it again");
    }

    /** After the samples come tags, in chunks whose lengths are believed only if the whole file's length agrees. */
    private static void checkTail(SeekableByteChannel channel, String name, long from) throws IOException {
        long size = channel.size();
        long promised = 8 + (big(channel, 4, 4).getInt(0) & 0xffffffffL);
        if (promised <= size + 1 || Placeholder.is(promised - 8)) {
            return;
        }
        long position = from;
        while (position + 8 <= size) {
            long length = big(channel, position + 4, 4).getInt(0) & 0xffffffffL;
            position += 8 + length + (length & 1);
        }
        if (position > size + 1 || position < size) {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: its header promises " + promised + " bytes, " + size
                            + " are there, and its last chunk is not whole: fetch it again");
        }
    }

    private static ByteBuffer big(SeekableByteChannel channel, long position, int count) throws IOException {
        return ContainerEnd.read(channel, position, count).order(ByteOrder.BIG_ENDIAN);
    }

    @Override
    public List<SeekableByteChannel> parts() throws IOException {
        return List.of(ChannelView.patched(channel, patches));
    }

    @Override
    public List<String> remarks() {
        return claim < 0
                ? List.of()
                : List.of(
                        ("its header says %d bytes of samples, which is no length but what is written where none is known:"
                                        + " read to the end of the file")
                                .formatted(claim));
    }

    @Override
    public Heard heard(int part, AVFormatContext container, AVStream stream) {
        long frameBytes = Math.max(1, stream.codecpar().block_align());
        return new Heard(
                Heard.FFMPEG_SKIPS,
                claim < 0
                        ? LengthAccount.counted(container, stream)
                        : new Promise.Guess(Math.max(0, soundBytes) / frameBytes));
    }
}
