package dev.fader.trainer.tags;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Text as ID3v2's frames have it: a byte names the encoding, and a zero ends it (ID3v2.4 structure, §4). */
final class Id3Text {

    private static final int UTF_16 = 1;
    private static final int UTF_16_BE = 2;
    private static final byte UTF_8 = 3;

    private final byte[] bytes;
    private final int encoding;
    private int at;

    /** @param encodingAt where the encoding's byte is; the text begins after it */
    Id3Text(byte[] bytes, int encodingAt) {
        this.bytes = bytes;
        this.encoding = bytes[encodingAt];
        this.at = encodingAt + 1;
    }

    void skip(int count) {
        at += count;
    }

    /** Where the next text begins. */
    int position() {
        return at;
    }

    private int unit() {
        return encoding == UTF_16 || encoding == UTF_16_BE ? 2 : 1;
    }

    /** The text up to the next zero, which is passed, or to the end. */
    String next() {
        int end = at;
        while (end + unit() <= bytes.length && !isZero(end)) {
            end += unit();
        }
        String text = decoded(at, Math.min(end, bytes.length));
        at = end + unit();
        return text;
    }

    /** What is left as one text, less the zeros at its end. */
    String rest() {
        return String.join("\n", values());
    }

    /** What is left, which zeros separate. */
    List<String> values() {
        List<String> values = new ArrayList<>();
        while (at < bytes.length) {
            values.add(next());
        }
        while (values.size() > 1 && values.getLast().isEmpty()) {
            values.removeLast();
        }
        return values;
    }

    private boolean isZero(int position) {
        return bytes[position] == 0 && (unit() == 1 || bytes[position + 1] == 0);
    }

    private String decoded(int from, int to) {
        Charset charset = switch (encoding) {
            // only the first of several values may have a mark
            case UTF_16 -> isMarked(from, to) ? StandardCharsets.UTF_16 : StandardCharsets.UTF_16LE;
            case UTF_16_BE -> StandardCharsets.UTF_16BE;
            case UTF_8 -> StandardCharsets.UTF_8;
            default -> StandardCharsets.ISO_8859_1;
        };
        return new String(bytes, from, to - from, charset);
    }

    private boolean isMarked(int from, int to) {
        int mark = to - from < 2 ? 0 : (bytes[from] & 0xff) << 8 | bytes[from + 1] & 0xff;
        return mark == 0xfeff || mark == 0xfffe;
    }

    /** @return the encoding's byte, what stands between it and the texts, and the texts with zeros between them */
    static byte[] encoded(Place version, String inFront, List<String> texts) {
        boolean utf8 = version == Place.ID3V24;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(utf8 ? UTF_8 : UTF_16);
        out.writeBytes(inFront.getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                out.writeBytes(new byte[utf8 ? 1 : 2]);
            }
            out.writeBytes(utf8 ? texts.get(i).getBytes(StandardCharsets.UTF_8) : marked(texts.get(i)));
        }
        return out.toByteArray();
    }

    private static byte[] marked(String text) {
        return ("\ufeff" + text).getBytes(StandardCharsets.UTF_16LE);
    }
}
