package dev.fader.trainer.audio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Tags that programs append to MP3, AAC and FLAC files, where decoders may take them for sound.
 *
 * @param end where they begin
 * @param kinds from the last to the first
 */
record TrailingTags(long end, List<String> kinds) {

    private static final int ID3V1_BYTES = 128;
    private static final int APE_FOOTER_BYTES = 32;
    private static final int LYRICS_FOOTER_BYTES = 15;

    static TrailingTags of(SeekableByteChannel channel) throws IOException {
        List<String> kinds = new ArrayList<>();
        long end = channel.size();
        while (true) {
            long before = end;
            if (end >= ID3V1_BYTES && text(channel, end - ID3V1_BYTES, 3).equals("TAG")) {
                end -= ID3V1_BYTES;
                kinds.add("ID3v1");
            }
            if (end >= APE_FOOTER_BYTES
                    && text(channel, end - APE_FOOTER_BYTES, 8).equals("APETAGEX")) {
                ByteBuffer footer = ContainerEnd.read(channel, end - 20, 12);
                boolean hasHeader = footer.getInt(8) < 0;
                end = Math.max(0, end - (footer.getInt(0) & 0xffffffffL) - (hasHeader ? APE_FOOTER_BYTES : 0));
                kinds.add("APE");
            }
            if (end >= LYRICS_FOOTER_BYTES && text(channel, end - 9, 9).equals("LYRICS200")) {
                String size = text(channel, end - LYRICS_FOOTER_BYTES, 6);
                if (size.matches("[0-9]{6}")) {
                    end = Math.max(0, end - LYRICS_FOOTER_BYTES - Integer.parseInt(size));
                    kinds.add("Lyrics3");
                }
            }
            if (end == before) {
                return new TrailingTags(end, List.copyOf(kinds));
            }
        }
    }

    private static String text(SeekableByteChannel channel, long position, int count) throws IOException {
        return StandardCharsets.ISO_8859_1
                .decode(ContainerEnd.read(channel, position, count))
                .toString();
    }
}
