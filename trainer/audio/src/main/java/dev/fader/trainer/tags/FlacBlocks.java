package dev.fader.trainer.tags;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The metadata blocks of a FLAC file (RFC 9639, §8), which lie between its name and its frames. */
public final class FlacBlocks {

    /** After the file's name and the block's header. */
    public static final int STREAM_INFO_AT = 8;

    public static final int STREAM_INFO_BYTES = 34;

    private static final int MOST_BLOCK_BYTES = (1 << 24) - 1;

    private static final int STREAM_INFO = 0;
    private static final int PADDING = 1;
    private static final int SEEK_TABLE = 3;
    private static final int COMMENTS = 4;
    private static final int MOST_BLOCKS = 1000;
    private static final int LAST = 0x80;
    private static final Map<Integer, String> NAMES = Map.of(2, "APPLICATION", 5, "CUESHEET", 6, FlacPicture.BLOCK);
    private static final int ROOM_BYTES = 4096;

    private FlacBlocks() {}

    /** @param from where the file's name ends */
    static void read(FileBytes file, long from, Collector into) throws IOException {
        long at = from;
        for (int i = 0; i < MOST_BLOCKS; i++) {
            ByteBuffer header = file.at(at, 4);
            if (header.limit() < 4) {
                return;
            }
            int type = header.get(0) & 0x7f;
            int length = (header.get(1) & 0xff) << 16 | (header.get(2) & 0xff) << 8 | header.get(3) & 0xff;
            boolean described = type != STREAM_INFO && type != PADDING && type != SEEK_TABLE;
            if (described) {
                into.check(length);
                byte[] content = file.at(at + 4, length).array();
                if (content.length < length) {
                    return;
                }
                if (type == COMMENTS) {
                    VorbisComments.read(content, into);
                } else {
                    into.add(new Field(Place.BLOCK, NAMES.getOrDefault(type, Integer.toString(type)), content));
                }
            }
            at += 4L + length;
            if ((header.get(0) & LAST) != 0) {
                return;
            }
        }
    }

    /** @return the fields less those that do not fit into a block; of comments, which share one, those that come first */
    static List<Field> fitting(List<Field> fields, Consumer<String> lost) {
        List<Field> fitting = new ArrayList<>();
        int comments = VorbisComments.of(List.of()).length;
        for (Field field : fields) {
            boolean isComment = field.place() == Place.COMMENT;
            int more = isComment ? VorbisComments.length(field) : field.length();
            if ((isComment ? comments : 0) + more <= MOST_BLOCK_BYTES) {
                fitting.add(field);
                comments += isComment ? more : 0;
            } else {
                lost.accept("%s of %d bytes, since its blocks hold 16 MiB".formatted(field.id(), field.length()));
            }
        }
        return fitting;
    }

    static Meaning meaning(Field block) {
        return block.id().equals(FlacPicture.BLOCK)
                ? Meaning.Covers.of(FlacPicture.read(block.bytes()))
                : new Meaning.Opaque(block.id());
    }

    /** @return what comes before the frames: name, stream information, comments, blocks, and room for more */
    public static byte[] of(byte[] streamInfo, List<Field> fields) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {'f', 'L', 'a', 'C'});
        block(out, STREAM_INFO, streamInfo);
        boolean written = false;
        byte[] comments = VorbisComments.of(fields);
        for (Field field : fields) {
            if (field.place() == Place.COMMENT && !written) {
                block(out, COMMENTS, comments);
                written = true;
            } else if (field.place() == Place.BLOCK) {
                block(out, type(field.id()), field.bytes());
            }
        }
        if (!written) {
            // every file has this block, empty or not
            block(out, COMMENTS, comments);
        }
        block(out, PADDING | LAST, new byte[ROOM_BYTES]);
        return out.toByteArray();
    }

    private static int type(String name) {
        return NAMES.entrySet().stream()
                .filter(entry -> entry.getValue().equals(name))
                .mapToInt(Map.Entry::getKey)
                .findAny()
                .orElseGet(() -> Integer.parseInt(name));
    }

    private static void block(ByteArrayOutputStream out, int type, byte[] content) {
        out.writeBytes(
                ByteBuffer.allocate(4).putInt(type << 24 | content.length).array());
        out.writeBytes(content);
    }
}
