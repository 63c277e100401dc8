package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a channel as if it were a file of its own, with some bytes replaced: what a decoder shall see of a file that
 * holds more than its sound, or whose header misleads it. The channel stays its owner's to close.
 */
final class ChannelView implements SeekableByteChannel {

    /** Bytes to be read in place of the file's own. @param at in the file, not in the view */
    record Patch(long at, byte[] bytes) {}

    /** From one position in the file to before another. */
    record Range(long from, long to) {

        long length() {
            return to - from;
        }
    }

    private final SeekableByteChannel channel;
    private final List<Range> ranges;
    private final long size;
    private final List<Patch> patches;
    private long position;

    private ChannelView(SeekableByteChannel channel, List<Range> ranges, List<Patch> patches) {
        this.channel = channel;
        this.ranges = List.copyOf(ranges);
        this.size = ranges.stream().mapToLong(Range::length).sum();
        this.patches = List.copyOf(patches);
    }

    /** The bytes from one position to before another. */
    static SeekableByteChannel of(SeekableByteChannel channel, long from, long to) {
        return new ChannelView(channel, List.of(new Range(from, to)), List.of());
    }

    /** The same without some of them. @param holes in their order, which do not overlap */
    static SeekableByteChannel without(SeekableByteChannel channel, long from, long to, List<Range> holes) {
        List<Range> ranges = new ArrayList<>();
        long at = from;
        for (Range hole : holes) {
            ranges.add(new Range(at, hole.from()));
            at = hole.to();
        }
        ranges.add(new Range(Math.min(at, to), to));
        return new ChannelView(channel, ranges, List.of());
    }

    static SeekableByteChannel patched(SeekableByteChannel channel, List<Patch> patches) throws IOException {
        return patches.isEmpty() ? channel : new ChannelView(channel, List.of(new Range(0, channel.size())), patches);
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        long within = position;
        int range = 0;
        while (range < ranges.size() && within >= ranges.get(range).length()) {
            within -= ranges.get(range).length();
            range++;
        }
        if (range == ranges.size()) {
            return -1;
        }
        long at = ranges.get(range).from() + within;
        int limit = into.limit();
        int start = into.position();
        into.limit((int) Math.min(limit, start + ranges.get(range).to() - at));
        channel.position(at);
        int read = channel.read(into);
        into.limit(limit);
        for (Patch patch : patches) {
            for (int i = 0; i < patch.bytes().length; i++) {
                long place = patch.at() + i - at;
                if (place >= 0 && place < read) {
                    into.put(start + (int) place, patch.bytes()[i]);
                }
            }
        }
        position += Math.max(0, read);
        return read;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long wanted) {
        position = wanted;
        return this;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int write(ByteBuffer bytes) {
        throw new NonWritableChannelException();
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        throw new NonWritableChannelException();
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        // its owner closes the channel
    }
}
