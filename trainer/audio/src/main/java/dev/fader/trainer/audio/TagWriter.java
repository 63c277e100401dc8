package dev.fader.trainer.audio;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_ID_NONE;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_KEY;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_DICT_MULTIKEY;

import dev.fader.trainer.tags.FlacPicture;
import dev.fader.trainer.tags.Id3Tag;
import dev.fader.trainer.tags.ItunesTags;
import dev.fader.trainer.tags.Picture;
import dev.fader.trainer.tags.PictureSize;
import dev.fader.trainer.tags.RiffChunk;
import dev.fader.trainer.tags.TagNames;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * Puts tags and pictures where each container's readers look for them: with FFmpeg's muxers as far as they write all,
 * and as bytes after them where they do not (ID3 in WAV, iTunes' list in M4A).
 */
final class TagWriter {

    private final AudioOutput output;
    private final List<AVStream> pictureStreams = new ArrayList<>();
    private final List<Picture> pictures = new ArrayList<>();

    TagWriter(AudioOutput output) {
        this.output = output;
    }

    /** What the muxer needs before its header; the dictionaries are freed with the container. */
    void declare(AVFormatContext container, AVStream audio) {
        Map<String, String> tags = output.tags();
        switch (output.encoding().container()) {
            case WAV -> container.metadata(Ffmpeg.dictionary(TagNames.forWav(tags)));
            case FLAC -> {
                container.metadata(Ffmpeg.dictionary(tags));
                declarePictures(container);
            }
            case AIFF, MP3 -> {
                container.metadata(Ffmpeg.dictionary(TagNames.forId3(tags)));
                declarePictures(container);
            }
            case OGG -> {
                AVDictionary comments = Ffmpeg.dictionary(tags);
                for (Picture picture : output.pictures()) {
                    Ffmpeg.put(comments, FlacPicture.COMMENT, FlacPicture.base64(picture), AV_DICT_MULTIKEY);
                }
                audio.metadata(comments);
            }
            case M4A -> {
                // all of it is written at the end
            }
        }
    }

    private void declarePictures(AVFormatContext container) {
        for (Picture picture : output.pictures()) {
            int codec = FormatReader.pictureCodec(picture.mimeType());
            if (codec == AV_CODEC_ID_NONE) {
                throw new IllegalArgumentException("no container holds pictures of type " + picture.mimeType());
            }
            AVStream stream = Ffmpeg.allocated(avformat_new_stream(container, null));
            PictureSize size = PictureSize.of(picture);
            stream.codecpar().codec_type(AVMEDIA_TYPE_VIDEO);
            stream.codecpar().codec_id(codec);
            stream.codecpar().width(size.width());
            stream.codecpar().height(size.height());
            stream.disposition(AV_DISPOSITION_ATTACHED_PIC);
            stream.metadata(Ffmpeg.dictionary(
                    picture.description().isEmpty()
                            ? Map.of("comment", picture.kindInWords())
                            : Map.of("comment", picture.kindInWords(), "title", picture.description())));
            pictureStreams.add(stream);
            pictures.add(picture);
        }
    }

    /** Hands the pictures to the muxer, after its header and before any sound. @return FFmpeg's code */
    int writePictures(AVFormatContext container, AVPacket packet) {
        int code = 0;
        for (int i = 0; i < pictures.size() && code >= 0; i++) {
            byte[] bytes = pictures.get(i).bytes();
            code = av_new_packet(packet, bytes.length);
            if (code >= 0) {
                packet.data().put(bytes);
                packet.stream_index(pictureStreams.get(i).index());
                packet.flags(AV_PKT_FLAG_KEY);
                packet.pts(0);
                packet.dts(0);
                code = av_write_frame(container, packet);
                av_packet_unref(packet);
            }
        }
        return code;
    }

    /** What is left to do when the muxer has written its last byte. */
    void complete(SeekableByteChannel channel) throws IOException {
        boolean nothingToSay = output.tags().isEmpty() && output.pictures().isEmpty();
        switch (output.encoding().container()) {
            case WAV -> {
                for (RiffChunk chunk : output.chunks()) {
                    WavTail.append(channel, chunk.id(), chunk.bytes());
                }
                if (!nothingToSay) {
                    WavTail.append(channel, "id3 ", Id3Tag.of(output.tags(), output.pictures()));
                }
            }
            case M4A -> Mp4Index.moveToFront(channel, ItunesTags.userData(output.tags(), output.pictures()));
            case AIFF, FLAC, MP3, OGG -> {
                // the muxer has written all
            }
        }
    }
}
