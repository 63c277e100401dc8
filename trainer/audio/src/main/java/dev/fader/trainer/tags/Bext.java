package dev.fader.trainer.tags;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The broadcast extension chunk of WAV files (EBU Tech 3285, version 2). */
public final class Bext {

    public static final String CHUNK = "bext";

    /** Without the coding history, which ends it. */
    public static final int FIXED_BYTES = 602;

    /** Where its version is; what follows the UMID after it are five numbers of loudness. */
    public static final int VERSION_AT = 346;

    /** Where the samples since midnight are. */
    static final int TIME_AT = 338;

    private static final int UMID_AT = 348;
    private static final int UMID_BYTES = 64;
    private static final int LOUDNESS_AT = 412;
    private static final int LOUDNESS_END = 422;
    private static final short VERSION_WITH_LOUDNESS = 2;
    /** EBU Tech 3285: a value that is not given. */
    private static final short NOT_GIVEN = 0x7fff;

    private static final String TIME = "time_reference";
    private static final String UMID = "umid";
    private static final String HISTORY = "coding_history";

    private record Part(String name, int from, int length) {}

    private static final List<Part> TEXTS = List.of(
            new Part("description", 0, 256),
            new Part("originator", 256, 32),
            new Part("originator_reference", 288, 32),
            new Part("origination_date", 320, 10),
            new Part("origination_time", 330, 8));

    private Bext() {}

    static List<Text> texts(byte[] chunk) {
        byte[] bytes = Arrays.copyOf(chunk, Math.max(chunk.length, FIXED_BYTES));
        List<Text> texts = new ArrayList<>();
        for (Part part : TEXTS) {
            addUnlessEmpty(
                    texts, part.name, ChunkMeaning.text(Arrays.copyOfRange(bytes, part.from, part.from + part.length)));
        }
        long time = little(bytes).getLong(TIME_AT);
        texts.add(Text.of(TIME, Long.toString(time)));
        byte[] umid = Arrays.copyOfRange(bytes, UMID_AT, UMID_AT + UMID_BYTES);
        if (!Arrays.equals(umid, new byte[UMID_BYTES])) {
            texts.add(Text.of(UMID, "0x" + HexFormat.of().withUpperCase().formatHex(umid)));
        }
        addUnlessEmpty(texts, HISTORY, ChunkMeaning.text(Arrays.copyOfRange(bytes, FIXED_BYTES, bytes.length)));
        return texts;
    }

    private static void addUnlessEmpty(List<Text> to, String name, String text) {
        if (!text.isEmpty()) {
            to.add(Text.of(name, text));
        }
    }

    /** Whether texts came from such a chunk: each has this field. */
    static boolean isOf(List<Text> texts) {
        return texts.stream()
                .anyMatch(text -> text.isNamed(TIME) && text.first().matches("[0-9]{1,18}"));
    }

    static boolean has(Text text) {
        return TEXTS.stream().anyMatch(part -> text.isNamed(part.name))
                || text.isNamed(TIME)
                || text.isNamed(UMID)
                || text.isNamed(HISTORY);
    }

    /** @return a chunk of the texts that have a place in it */
    static byte[] of(List<Text> texts) {
        byte[] history = value(texts, HISTORY).getBytes(StandardCharsets.UTF_8);
        byte[] bytes = new byte[FIXED_BYTES + history.length];
        for (Part part : TEXTS) {
            byte[] text = value(texts, part.name).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(text, 0, bytes, part.from, Math.min(text.length, part.length));
        }
        little(bytes).putLong(TIME_AT, Long.parseLong(value(texts, TIME)));
        little(bytes).putShort(VERSION_AT, (short) 1);
        String umid = value(texts, UMID);
        if (umid.matches("0x[0-9a-fA-F]{64}(?:[0-9a-fA-F]{64})?")) {
            byte[] number = HexFormat.of().parseHex(umid.substring(2));
            System.arraycopy(number, 0, bytes, UMID_AT, number.length);
        }
        System.arraycopy(history, 0, bytes, FIXED_BYTES, history.length);
        return bytes;
    }

    private static String value(List<Text> texts, String name) {
        return texts.stream()
                .filter(text -> text.isNamed(name))
                .findFirst()
                .map(Text::first)
                .orElse("");
    }

    /**
     * What a chunk says from its version on to the end of its loudness, brought up to a sound's.
     *
     * @param from the chunk's content, at least its fixed bytes
     * @param lufs of the whole, {@code rangeLu} and {@code truePeakDb} likewise; null for what is not known
     * @return the bytes to write at {@link #VERSION_AT}
     */
    public static byte[] loudness(
            byte[] from, @Nullable Double lufs, @Nullable Double rangeLu, @Nullable Double truePeakDb) {
        byte[] bytes = Arrays.copyOf(from, from.length);
        little(bytes).putShort(VERSION_AT, VERSION_WITH_LOUDNESS);
        ByteBuffer values = little(bytes).position(LOUDNESS_AT);
        for (@Nullable Double value : Arrays.asList(lufs, rangeLu, truePeakDb, null, null)) {
            values.putShort(value == null || Math.abs(value) > 99.99 ? NOT_GIVEN : (short) Math.round(value * 100));
        }
        return Arrays.copyOfRange(bytes, VERSION_AT, LOUDNESS_END);
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
