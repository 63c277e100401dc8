package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** The account of a FLAC file: its header counts its frames, and what tags follow the last one is no sound. */
record FlacAccount(SeekableByteChannel channel, TrailingTags tags) implements LengthAccount {

    static FlacAccount of(SeekableByteChannel channel) throws IOException {
        return new FlacAccount(channel, TrailingTags.of(channel));
    }

    @Override
    public List<SeekableByteChannel> parts() {
        return List.of(tags.kinds().isEmpty() ? channel : ChannelView.of(channel, 0, tags.end()));
    }

    @Override
    public List<String> remarks() {
        return tags.kinds().stream()
                .map(kind -> "what follows its last frame is no sound but a tag (%s), which FLAC files do not have"
                        .formatted(kind))
                .toList();
    }

    @Override
    public Heard heard(int part, AVFormatContext container, AVStream stream) {
        return new Heard(Heard.FFMPEG_SKIPS, LengthAccount.flacFrames(stream));
    }
}
