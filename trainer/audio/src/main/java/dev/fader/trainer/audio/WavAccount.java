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

/** The account of a WAV file, RF64 and BW64 included: the size of its {@code data} chunk, as far as that can be believed. */
final class WavAccount implements LengthAccount {

    private static final long ALL_ONES = 0xffffffffL;

    private final String name;
    private final SeekableByteChannel channel;
    private final long size;
    private final List<String> remarks = new ArrayList<>();
    private final List<ChannelView.Patch> patches = new ArrayList<>();
    private @Nullable WavFormatChunk format;
    private long size64At = -1;
    private long size64 = -1;
    private long soundAt = -1;
    private long soundBytes;
    private boolean believed;

    private WavAccount(SeekableByteChannel channel, String name) throws IOException {
        this.name = name;
        this.channel = channel;
        this.size = channel.size();
    }

    static WavAccount of(SeekableByteChannel channel, String name) throws IOException {
        WavAccount account = new WavAccount(channel, name);
        account.walk();
        return account;
    }

    private void walk() throws IOException {
        for (long position = 12; position + 8 <= size; ) {
            ByteBuffer head = ContainerEnd.read(channel, position, 24);
            long length = head.getInt(4) & ALL_ONES;
            switch (ContainerEnd.text(head, 0)) {
                case "ds64" -> {
                    if (head.limit() == 24) {
                        size64At = position + 16;
                        size64 = head.getLong(16);
                    }
                }
                case "fmt " -> {
                    format = WavFormatChunk.read(channel, position);
                    format.patchForStoredBits().ifPresent(patches::add);
                }
                case "data" -> {
                    soundAt = position + 8;
                    measure(length == ALL_ONES && size64At >= 0 ? size64 : length);
                    return;
                }
                default -> {
                    // not about the sound's length
                }
            }
            position += 8 + length + (length & 1);
        }
        throw new AudioException(
                Reason.TRUNCATED, name + " ends before its data chunk, which holds the samples: fetch it again");
    }

    /** @param claim bytes of samples, as the header says */
    private void measure(long claim) throws IOException {
        long there = size - soundAt;
        if (claim >= 0 && claim <= there) {
            long after = soundAt + claim + (claim & 1);
            if (after >= size || areChunks(after)) {
                if (claim == 0) {
                    // FFmpeg would take what follows for sound
                    throw new AudioException(
                            Reason.EMPTY, name + " holds no sound: its data chunk is empty: export it again");
                }
                believe(claim);
                checkTail(after);
            } else if (isNoPromise(claim) || there - claim >= ALL_ONES) {
                toTheEnd(claim);
            } else {
                believe(claim);
                remarks.add("%d bytes after its sound belong to no chunk and were left out".formatted(size - after));
            }
        } else if (isNoPromise(claim) || fileSize() == size) {
            toTheEnd(claim);
        } else {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: its header promises " + Long.toUnsignedString(claim) + " bytes of samples, "
                            + there + " are there: fetch it again");
        }
    }

    /**
     * Whether a size says nothing. What writes into a pipe cannot go back to fill its sizes in: it leaves 0, all ones, or
     * about as much as 31 or 32 bits hold, less a header or rounded to a block. A file that does not reach such a
     * number was not cut: nobody's recording ends there by chance. Any other number that it does not reach was counted
     * when the file was whole, and so it was cut — but for one whose length of the whole file is right: then the sound's
     * alone is wrong.
     */
    private boolean isNoPromise(long claim) {
        return size64At >= 0 ? claim == 0 || claim == -1 || claim == Long.MAX_VALUE : Placeholder.is(claim);
    }

    private void believe(long claim) {
        believed = true;
        soundBytes = claim;
    }

    private void toTheEnd(long claim) {
        int frameBytes = format == null ? 1 : Math.max(1, format.frameBytes());
        soundBytes = (size - soundAt) / frameBytes * frameBytes;
        remarks.add(
                "its header says %s bytes of samples, which is no length but what is written where none is known: read to the end of the file"
                        .formatted(Long.toUnsignedString(claim)));
        if (size64At >= 0) {
            patches.add(new ChannelView.Patch(
                    size64At, little(8).putLong(soundBytes).array()));
        } else {
            // of more than fits, FFmpeg reads to the end when it is told 0
            int told = soundBytes >= ALL_ONES ? 0 : (int) soundBytes;
            patches.add(
                    new ChannelView.Patch(soundAt - 4, little(4).putInt(told).array()));
        }
    }

    /** Whether chunks lie one after the other from there on, the last of them perhaps cut. */
    private boolean areChunks(long from) throws IOException {
        long position = from;
        while (position + 8 <= size) {
            ByteBuffer head = ContainerEnd.read(channel, position, 8);
            if (!ContainerEnd.text(head, 0).matches("[ -~]{4}")) {
                return false;
            }
            long length = head.getInt(4) & ALL_ONES;
            position += 8 + length + (length & 1);
        }
        return true;
    }

    /** After the samples come tags, in chunks whose lengths are believed only if the whole file's length agrees. */
    private void checkTail(long from) throws IOException {
        long promised = fileSize();
        if (promised <= size + 1 || Placeholder.is(promised - 8)) {
            return;
        }
        long position = from;
        while (position + 8 <= size) {
            long length = ContainerEnd.read(channel, position + 4, 4).getInt(0) & ALL_ONES;
            position += 8 + length + (length & 1);
        }
        if (position > size + 1 || position < size) {
            throw new AudioException(
                    Reason.TRUNCATED,
                    name + " is cut: its header promises " + promised + " bytes, " + size
                            + " are there, and its last chunk is not whole: fetch it again");
        }
    }

    /** Of the whole file, as its header says. */
    private long fileSize() throws IOException {
        return 8 + (ContainerEnd.read(channel, 4, 4).getInt(0) & ALL_ONES);
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public List<SeekableByteChannel> parts() throws IOException {
        return List.of(ChannelView.patched(channel, patches));
    }

    @Override
    public List<String> remarks() {
        return List.copyOf(remarks);
    }

    @Override
    public int validBits() {
        return format == null ? 0 : format.fewerValidBits();
    }

    @Override
    public long channelMask() {
        return format == null ? NO_MASK : format.channelMask();
    }

    @Override
    public Heard heard(int part, AVFormatContext container, AVStream stream) {
        if (format == null || !format.countsBytes()) {
            return new Heard(Heard.FFMPEG_SKIPS, new Promise.Guess(Math.max(0, LengthAccount.ffmpegsFrames(stream))));
        }
        long frames = soundBytes / format.frameBytes();
        return new Heard(Heard.FFMPEG_SKIPS, believed ? new Promise.Exact(frames, 0) : new Promise.Guess(frames));
    }
}
