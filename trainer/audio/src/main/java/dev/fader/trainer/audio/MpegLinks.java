package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files that an MP3 or bare AAC file was joined of. Frames tell their own lengths, so that what lies between two of
 * them is found by going from one to the next. A frame that counts others begins a file of its own; a tag without one is
 * only left out, for the sound may go on behind it, as in recordings of broadcasts.
 */
final class MpegLinks {

    private static final int READ_BYTES = 1 << 16;
    private static final int ID3V1_BYTES = 128;
    private static final int APE_HEADER_BYTES = 32;

    private final SeekableByteChannel channel;
    private final long end;
    private final List<Link> links = new ArrayList<>();
    private final List<ChannelView.Range> tags = new ArrayList<>();
    private ByteBuffer window = ByteBuffer.allocate(0);
    private long windowAt;

    /**
     * @param begin with the tags in front
     * @param first where its frames begin
     * @param end where its frames, and the tags behind them, end
     * @param tags that lie between its frames or behind them
     * @param count of its first frame, or null
     */
    record Link(
            long begin,
            long first,
            long end,
            List<ChannelView.Range> tags,
            @Nullable MpegCount count) {

        Link {
            tags = List.copyOf(tags);
        }

        /** Those that frames follow. */
        List<ChannelView.Range> tagsWithin() {
            long behind = end;
            int within = tags.size();
            while (within > 0 && tags.get(within - 1).to() == behind) {
                within--;
                behind = tags.get(within).from();
            }
            return tags.subList(0, within);
        }
    }

    private MpegLinks(SeekableByteChannel channel, long end) {
        this.channel = channel;
        this.end = end;
    }

    /**
     * @param first where the frames begin
     * @param end where the last tags begin
     * @return one at least
     */
    static List<Link> of(SeekableByteChannel channel, long first, long end) throws IOException {
        MpegLinks walk = new MpegLinks(channel, end);
        walk.walk(first);
        return List.copyOf(walk.links);
    }

    private void walk(long start) throws IOException {
        long begin = 0;
        long first = start;
        MpegCount count = MpegCount.read(at(start, MpegCount.MOST_BYTES));
        long frames = 0;
        for (long at = start; at + FrameChain.HEADER_BYTES <= end; ) {
            ByteBuffer frame = at(at, MpegCount.MOST_BYTES);
            int length = frame.limit() < FrameChain.HEADER_BYTES ? FrameChain.NONE : FrameChain.length(frame, 0);
            if (length == FrameChain.NONE) {
                long tag = tagBytes(frame);
                if (tag == 0 || tag > end - at) {
                    // whatever it is, FFmpeg shall say so
                    break;
                }
                tags.add(new ChannelView.Range(at, at + tag));
                at += tag;
                continue;
            }
            MpegCount next = at == start ? null : MpegCount.read(frame);
            boolean afterTag = !tags.isEmpty() && tags.getLast().to() == at;
            if (next != null && (afterTag || count == null || Math.abs(count.mpegFrames() - frames) <= 1)) {
                long nextBegin = afterTag ? beginOfTagsInFront(at) : at;
                links.add(new Link(begin, first, nextBegin, taken(nextBegin), count));
                begin = nextBegin;
                first = at;
                count = next;
                frames = 0;
            } else if (at != start) {
                frames++;
            }
            at += length;
        }
        links.add(new Link(begin, first, end, taken(end), count));
    }

    /** Of tags that lie one behind the other before a frame, those of ID3v2 belong to it, the others to what went before. */
    private long beginOfTagsInFront(long frame) throws IOException {
        long begin = frame;
        for (ChannelView.Range tag : tags.reversed()) {
            if (tag.to() != begin || !ContainerEnd.text(at(tag.from(), 4), 0).startsWith("ID3")) {
                break;
            }
            begin = tag.from();
        }
        return begin;
    }

    /** The tags before a position; those behind it are in front of the next link's frames, where they are no matter. */
    private List<ChannelView.Range> taken(long before) {
        List<ChannelView.Range> taken =
                tags.stream().filter(tag -> tag.from() < before).toList();
        tags.clear();
        return taken;
    }

    /** @return 0 where no tag begins */
    private static long tagBytes(ByteBuffer bytes) {
        String text = ContainerEnd.text(bytes, 0);
        if (text.startsWith("ID3") && bytes.limit() >= 10) {
            return MpegAccount.endOfId3(bytes);
        }
        if (text.startsWith("TAG")) {
            return ID3V1_BYTES;
        }
        if (text.equals("APET") && ContainerEnd.text(bytes, 4).equals("AGEX") && bytes.limit() >= APE_HEADER_BYTES) {
            return APE_HEADER_BYTES + (Integer.reverseBytes(bytes.getInt(12)) & 0xffffffffL);
        }
        return 0;
    }

    /** Bytes from there on, big-endian; fewer at the end. */
    private ByteBuffer at(long position, int count) throws IOException {
        int wanted = (int) Math.min(count, Math.max(0, end - position));
        if (position < windowAt || position + wanted > windowAt + window.limit()) {
            window = ContainerEnd.read(channel, position, READ_BYTES);
            windowAt = position;
        }
        int from = (int) (position - windowAt);
        return window.slice(from, Math.min(wanted, window.limit() - from)).order(ByteOrder.BIG_ENDIAN);
    }
}
