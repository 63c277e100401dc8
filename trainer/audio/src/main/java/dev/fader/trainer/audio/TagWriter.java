package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_NEW_EXTRADATA;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_get_side_data;
import static org.bytedeco.ffmpeg.global.avformat.avio_write;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_NATIVE;
import static org.bytedeco.ffmpeg.global.avutil.AV_CH_LAYOUT_MONO;
import static org.bytedeco.ffmpeg.global.avutil.AV_CH_LAYOUT_STEREO;

import dev.fader.trainer.tags.Bext;
import dev.fader.trainer.tags.CarriedFile;
import dev.fader.trainer.tags.Carrier;
import dev.fader.trainer.tags.Crossing;
import dev.fader.trainer.tags.Field;
import dev.fader.trainer.tags.FlacBlocks;
import dev.fader.trainer.tags.Id3Tag;
import dev.fader.trainer.tags.Mp4Boxes;
import dev.fader.trainer.tags.OggComments;
import dev.fader.trainer.tags.Place;
import dev.fader.trainer.tags.VorbisComments;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVChannelLayout;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.SizeTPointer;

/**
 * Puts what is carried where each container's readers look for it. FFmpeg's muxers write the sound only: they would rename
 * and reorder fields and leave out what they do not know. What belongs in front is written before the muxer's header, or
 * into room that the muxer was made to leave; the rest is appended.
 */
final class TagWriter {

    private final AudioOutput output;
    private final AudioEncoding.Container container;
    private final List<Field> fields;
    private final List<String> remarks;
    private byte[] streamInfo = new byte[0];

    TagWriter(AudioOutput output) {
        this.output = output;
        this.container = output.encoding().container();
        Crossing crossing = crossing(output);
        this.fields = crossing.fields();
        this.remarks = crossing.remarks();
    }

    static Crossing crossing(AudioOutput output) {
        // the same kinds of file, by the same names
        return Crossing.into(Carrier.valueOf(output.encoding().container().name()), output.carried());
    }

    /** What could not be carried. */
    List<String> remarks() {
        return remarks;
    }

    /** What keeps the muxer from writing tags of its own. */
    Map<String, String> muxerOptions() {
        return switch (container) {
            case WAV -> Map.of("write_bext", broadcast().length > 0 ? "1" : "0");
            case MP3 -> Map.of("id3v2_version", "0");
            case FLAC -> Map.of("write_header", "0");
            case AIFF, M4A, OGG -> Map.of();
        };
    }

    /** What must be known or written before the muxer's header; dictionaries are freed with the container. */
    void declare(AVFormatContext muxer, AVStream audio, AVCodecContext codec) {
        switch (container) {
            case WAV -> {
                int history = broadcast().length - Bext.FIXED_BYTES;
                if (history > 0) {
                    // which the muxer ends with a zero of its own
                    muxer.metadata(Ffmpeg.dictionary(Map.of("coding_history", "x".repeat(history - 1))));
                }
            }
            case MP3 -> write(muxer, Id3Tag.of(fields));
            case FLAC -> {
                streamInfo = new byte[FlacBlocks.STREAM_INFO_BYTES];
                codec.extradata().position(0).get(streamInfo);
                List<Field> blocks = new ArrayList<>(fields);
                AVChannelLayout layout = codec.ch_layout();
                boolean isUsual = layout.u_mask() == AV_CH_LAYOUT_MONO || layout.u_mask() == AV_CH_LAYOUT_STEREO;
                if (LayoutName.needsMask(output.channelLayout(), output.channels())) {
                    // which FFmpeg does not know
                    long mask = LayoutName.mask(output.channelLayout(), output.channels());
                    blocks.add(VorbisComments.channelMask(mask));
                } else if (layout.order() == AV_CHANNEL_ORDER_NATIVE && !isUsual) {
                    blocks.add(VorbisComments.channelMask(layout.u_mask()));
                }
                write(muxer, FlacBlocks.of(streamInfo, blocks));
            }
            case OGG -> {
                int filler = OggComments.of(fields).length - OggComments.of(List.of(OggComments.FILLER)).length;
                if (filler >= 0) {
                    audio.metadata(Ffmpeg.dictionary(Map.of(OggComments.FILLER.id(), "x".repeat(filler))));
                }
            }
            case M4A ->
                fields.stream()
                        .filter(field -> field.place() == Place.TRACK)
                        .findFirst()
                        .ifPresent(field -> audio.metadata(Ffmpeg.dictionary(Map.of(field.id(), field.utf8()))));
            case AIFF -> {
                // all of it is appended
            }
        }
    }

    private static void write(AVFormatContext muxer, byte[] bytes) {
        if (bytes.length > 0) {
            avio_write(muxer.pb(), bytes, bytes.length);
        }
    }

    /** Learns from the encoder's packets: FLAC's last tells the length and the checksum of all. */
    void see(AVPacket packet) {
        if (container == AudioEncoding.Container.FLAC) {
            try (SizeTPointer size = new SizeTPointer(1)) {
                BytePointer told = av_packet_get_side_data(packet, AV_PKT_DATA_NEW_EXTRADATA, size);
                if (told != null && !told.isNull() && size.get() == FlacBlocks.STREAM_INFO_BYTES) {
                    told.get(streamInfo);
                }
            }
        }
    }

    /** What is left to do when the muxer has written its last byte. */
    void complete(SeekableByteChannel channel) throws IOException {
        switch (container) {
            case WAV -> {
                byte[] broadcast = broadcast();
                if (broadcast.length > 0) {
                    BroadcastChunk.fill(channel, broadcast);
                }
                appendChunks(channel, Place.RIFF, ByteOrder.LITTLE_ENDIAN, "id3 ");
            }
            case AIFF -> appendChunks(channel, Place.AIFF, ByteOrder.BIG_ENDIAN, "ID3 ");
            case MP3 -> ChunkTail.put(channel, channel.size(), ByteBuffer.wrap(CarriedFile.end(fields)));
            case FLAC -> ChunkTail.put(channel, FlacBlocks.STREAM_INFO_AT, ByteBuffer.wrap(streamInfo));
            case OGG -> OggComments.fill(channel, OggComments.of(fields));
            case M4A -> Mp4Index.moveToFront(channel, Mp4Boxes.of(fields));
        }
    }

    private void appendChunks(SeekableByteChannel channel, Place place, ByteOrder order, String id3)
            throws IOException {
        byte[] broadcast = broadcast();
        for (Field field : fields) {
            boolean inFront = field.id().equals(Bext.CHUNK) && field.length() == broadcast.length;
            if (field.place() == place && !inFront) {
                ChunkTail.append(channel, order, field.id(), field.bytes());
            }
        }
        byte[] tag = Id3Tag.of(fields);
        if (tag.length > 0) {
            ChunkTail.append(channel, order, id3, tag);
        }
    }

    /** The first whole bext chunk, or no bytes. */
    private byte[] broadcast() {
        return fields.stream()
                .filter(field -> field.place() == Place.RIFF
                        && field.id().equals(Bext.CHUNK)
                        && field.length() >= Bext.FIXED_BYTES)
                .findFirst()
                .map(Field::bytes)
                .orElse(new byte[0]);
    }
}
