package dev.fader.trainer.tags;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a chunk of a WAV or AIFF file says, as far as it is text. */
final class ChunkMeaning {

    private static final String LIST = "LIST";
    private static final String INFO = "INFO";

    /** AIFF's chunks of text. */
    private static final Map<String, String> AIFF_TEXTS =
            Map.of("NAME", "title", "AUTH", "artist", "(c) ", "copyright", "ANNO", "comment");

    private ChunkMeaning() {}

    static Meaning of(Field chunk) {
        if (isInfo(chunk)) {
            return new Meaning.Texts(info(chunk));
        } else if (chunk.id().equals(Bext.CHUNK) && chunk.place() == Place.RIFF) {
            return new Meaning.Texts(Bext.texts(chunk.bytes()));
        } else if (chunk.place() == Place.AIFF && AIFF_TEXTS.containsKey(chunk.id())) {
            return Meaning.Texts.of(AIFF_TEXTS.getOrDefault(chunk.id(), ""), List.of(text(chunk.bytes())));
        }
        boolean list = chunk.id().equals(LIST) && chunk.length() >= 4;
        return new Meaning.Opaque("the chunk "
                + (list ? LIST + " " + FileBytes.text(ByteBuffer.wrap(chunk.bytes()), 0) : chunk.id()).strip());
    }

    static boolean isInfo(Field chunk) {
        return chunk.place() == Place.RIFF
                && chunk.id().equals(LIST)
                && FileBytes.text(ByteBuffer.wrap(chunk.bytes()), 0).equals(INFO);
    }

    private static List<Text> info(Field chunk) {
        ByteBuffer bytes = ByteBuffer.wrap(chunk.bytes()).order(ByteOrder.LITTLE_ENDIAN);
        List<Text> texts = new ArrayList<>();
        for (int at = 4; at + 8 <= bytes.limit(); ) {
            long length = bytes.getInt(at + 4) & 0xffffffffL;
            if (length > bytes.limit() - at - 8) {
                break;
            }
            byte[] value = new byte[(int) length];
            bytes.get(at + 8, value);
            String text = text(value);
            if (!text.isEmpty()) {
                texts.add(Text.of(TagTable.ofInfo(FileBytes.text(bytes, at)), text));
            }
            at += 8 + (int) (length + (length & 1));
        }
        return texts;
    }

    /** @return a list of what has a subchunk and one value, as most readers of WAV files look for it; no bytes if none */
    static byte[] info(List<Text> texts) {
        ByteArrayOutputStream list = new ByteArrayOutputStream();
        for (Text text : texts) {
            String id = TagTable.info(text.name());
            if (!id.isEmpty() && text.values().size() == 1) {
                byte[] value = (text.first() + "\0").getBytes(StandardCharsets.UTF_8);
                ByteBuffer subchunk = ByteBuffer.allocate(8 + value.length + (value.length & 1))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .put(id.getBytes(StandardCharsets.US_ASCII))
                        .putInt(value.length)
                        .put(value);
                list.writeBytes(subchunk.array());
            }
        }
        if (list.size() == 0) {
            return new byte[0];
        }
        return ByteBuffer.allocate(4 + list.size())
                .put(INFO.getBytes(StandardCharsets.US_ASCII))
                .put(list.toByteArray())
                .array();
    }

    /** Up to the first zero; UTF-8, or what programs wrote before it: these chunks name no encoding. */
    static String text(byte[] bytes) {
        int end = 0;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, end))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, 0, end, Charset.forName("windows-1252"));
        }
    }
}
