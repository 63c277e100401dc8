package dev.fader.trainer.audio;

import dev.fader.trainer.audio.AudioException.Reason;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * The account of an MP3 or bare AAC file, and of what is not known: the first frame may count the others (Xing's header),
 * and may say how much the encoder put in front and behind (LAME's).
 */
final class MpegAccount implements LengthAccount {

    private static final int READ_BYTES = 1 << 16;
    /** Shorter runs may be a frame's own. */
    private static final int FEWEST_ZEROS = 64;
    /** What an MP3 decoder itself is late. */
    private static final int DECODER_DELAY = 529;

    private static final int HAS_FRAMES_AND_BYTES = 3;

    private final SeekableByteChannel channel;
    private final long end;
    private final List<String> remarks = new ArrayList<>();
    private final @Nullable Count count;

    /** @param delay and {@code padding}, in frames; −1 where they are not told */
    private record Count(long mpegFrames, long bytes, int delay, int padding) {}

    private MpegAccount(SeekableByteChannel channel, String name, long first) throws IOException {
        this.channel = channel;
        TrailingTags tags = TrailingTags.of(channel);
        this.count = count(ContainerEnd.read(channel, first, 256).order(ByteOrder.BIG_ENDIAN));
        if (count != null && count.bytes() > channel.size() - first) {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: its first frame promises " + count.bytes() + " bytes, " + (channel.size() - first)
                            + " are there: fetch it again");
        }
        long zeros = zeros(channel, first, tags.end());
        long sound = count == null || zeros < tags.end()
                ? FrameChain.end(channel, name, first, zeros, tags.end())
                : tags.end();
        if (sound < tags.end()) {
            remarks.add(
                    "%d zero bytes after its last frame are no sound and were left out".formatted(tags.end() - sound));
        }
        // an ID3v1 tag alone FFmpeg knows, and reads
        this.end = sound < tags.end() || !List.of("ID3v1").containsAll(tags.kinds()) ? sound : channel.size();
    }

    static MpegAccount of(SeekableByteChannel channel, String name, long first) throws IOException {
        return new MpegAccount(channel, name, first);
    }

    /** Where what follows an ID3v2 tag begins; 0 where there is none. @param head of the file, 10 bytes at least */
    static long endOfId3(ByteBuffer head) {
        if (!ContainerEnd.text(head, 0).startsWith("ID3")) {
            return 0;
        }
        return 10
                + ((head.get(6) & 0x7fL) << 21
                        | (head.get(7) & 0x7f) << 14
                        | (head.get(8) & 0x7f) << 7
                        | head.get(9) & 0x7f);
    }

    private static @Nullable Count count(ByteBuffer frame) {
        for (int at = 4; at + 16 <= Math.min(frame.limit(), 64); at++) {
            String tag = ContainerEnd.text(frame, at);
            if ((tag.equals("Xing") || tag.equals("Info"))
                    && (frame.getInt(at + 4) & HAS_FRAMES_AND_BYTES) == HAS_FRAMES_AND_BYTES) {
                int flags = frame.getInt(at + 4);
                // after frames and bytes a table of places and a quality may come, then the encoder's name
                int encoder = at + 16 + ((flags & 4) != 0 ? 100 : 0) + ((flags & 8) != 0 ? 4 : 0);
                boolean trimmed = List.of("LAME", "Lavf", "Lavc").contains(ContainerEnd.text(frame, encoder))
                        && encoder + 24 <= frame.limit();
                int delays = trimmed ? frame.getInt(encoder + 20) & 0xffffff : -1;
                return new Count(
                        frame.getInt(at + 8) & 0xffffffffL,
                        frame.getInt(at + 12) & 0xffffffffL,
                        trimmed ? delays >> 12 : -1,
                        trimmed ? delays & 0xfff : -1);
            }
        }
        return null;
    }

    /** Where the zeros begin that a file ends with; its end where they are too few. */
    private static long zeros(SeekableByteChannel channel, long first, long end) throws IOException {
        long at = end;
        while (at > first) {
            int count = (int) Math.min(READ_BYTES, at - first);
            ByteBuffer block = ContainerEnd.read(channel, at - count, count);
            int i = block.limit() - 1;
            while (i >= 0 && block.get(i) == 0) {
                i--;
            }
            at = at - count + i + 1;
            if (i >= 0) {
                break;
            }
        }
        return end - at < FEWEST_ZEROS ? end : at;
    }

    @Override
    public List<SeekableByteChannel> parts() {
        return List.of(ChannelView.of(channel, 0, end));
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public Heard heard(int part, AVFormatContext container, AVStream stream) {
        int rate = stream.codecpar().sample_rate();
        // MPEG-2's frames are half as long
        int frameLength = rate >= 32_000 ? 1152 : 576;
        boolean mp3 = container.iformat().name().getString().equals("mp3");
        if (count == null || !mp3 || count.mpegFrames() == 0) {
            return new Heard(Heard.FFMPEG_SKIPS, new Promise.Guess(Math.max(0, LengthAccount.ffmpegsFrames(stream))));
        }
        long frames = count.mpegFrames() * frameLength;
        if (count.delay() < 0) {
            // some programs count the first frame as well, which is no sound
            return new Heard(Heard.FFMPEG_SKIPS, new Promise.AtLeast(frames - frameLength));
        }
        long heard = frames - count.delay() - Math.max(DECODER_DELAY, count.padding());
        return new Heard(Heard.FFMPEG_SKIPS, new Promise.Exact(Math.max(0, heard), 2L * frameLength));
    }
}
