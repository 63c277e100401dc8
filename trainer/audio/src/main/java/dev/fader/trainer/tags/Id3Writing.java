package dev.fader.trainer.tags;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Frames of ID3v2 for texts and pictures that come from elsewhere, in one version. */
final class Id3Writing {

    /** A player, and the instrument in brackets. */
    private static final Pattern PLAYER = Pattern.compile("(.*) \\(([^()]+)\\)");

    /** What ID3 writes where a text's language is not known (ID3v2.4 structure, §4). */
    private static final String NO_LANGUAGE = "XXX";

    private final Place version;
    private final List<Field> fields = new ArrayList<>();
    private final List<String> roles = new ArrayList<>();
    private final List<String> players = new ArrayList<>();

    Id3Writing(Place version) {
        this.version = version;
    }

    List<Field> fields() {
        List<Field> all = new ArrayList<>(fields);
        if (version == Place.ID3V24) {
            addPeople(all, "TIPL", roles);
            addPeople(all, "TMCL", players);
        } else {
            // older versions have one list for both
            List<String> everybody = new ArrayList<>(roles);
            everybody.addAll(players);
            addPeople(all, "TIPL", everybody);
        }
        return all;
    }

    private void addPeople(List<Field> to, String frame, List<String> pairs) {
        if (!pairs.isEmpty()) {
            to.add(frame(Id3Frames.in(version, frame), Id3Text.encoded(version, "", pairs)));
        }
    }

    void add(Text text) {
        String key = TagTable.id3(text.name());
        String frame = key.isEmpty() ? keyless(text.name()) : key;
        String description = frame.contains(":") ? frame.substring(frame.indexOf(':') + 1) : "";
        switch (frame.substring(0, 4)) {
            case "TIPL" -> text.values().forEach(name -> roles.addAll(List.of(description, name)));
            case "TMCL" -> text.values().forEach(this::player);
            case "COMM", "USLT" ->
                text.values().forEach(value -> put(frame.substring(0, 4), NO_LANGUAGE, List.of(description, value)));
            case "WXXX" -> text.values().forEach(value -> described("WXXX", "", description, latin(value)));
            case "UFID" -> raw("UFID", description + "\0", text);
            case "TDRC" -> date(text);
            case "TXXX" -> {
                List<String> all = new ArrayList<>(List.of(description));
                all.addAll(text.values());
                put("TXXX", "", all);
            }
            default -> {
                if (frame.startsWith("W")) {
                    raw(frame, "", text);
                } else {
                    put(frame, "", text.values());
                }
            }
        }
    }

    /** A frame for a name that the table does not have. */
    private static String keyless(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("comment:")) {
            return "COMM" + name.substring("comment".length());
        } else if (lower.startsWith("lyrics:")) {
            return "USLT" + name.substring("lyrics".length());
        } else if (lower.equals("url") || lower.startsWith("url:")) {
            return "WXXX" + name.substring("url".length());
        } else if (Id3Frames.isTextFrame(name) || Id3Frames.isLinkFrame(name)) {
            return name;
        }
        return "TXXX:" + name;
    }

    private void player(String value) {
        Matcher matcher = PLAYER.matcher(value);
        players.addAll(matcher.matches() ? List.of(matcher.group(2), matcher.group(1)) : List.of("performer", value));
    }

    /** ID3v2.3 has the year, and day and month together, in frames of their own. */
    private void date(Text text) {
        Matcher parts =
                Pattern.compile("([0-9]{4})(?:-([0-9]{2})-([0-9]{2}))?.*").matcher(text.first());
        if (version == Place.ID3V24 || !parts.matches()) {
            put("TDRC", "", text.values());
            return;
        }
        put("TDRC", "", List.of(parts.group(1)));
        if (parts.group(2) != null) {
            put("TDAT", "", List.of(parts.group(3) + parts.group(2)));
        }
    }

    void add(Picture picture) {
        boolean old = version == Place.ID3V22;
        String type = old ? picture.mimeType().equals("image/png") ? "PNG" : "JPG" : picture.mimeType() + "\0";
        described("APIC", type + (char) picture.kind(), picture.description(), picture.bytes());
    }

    /** A frame whose description something follows that is no text. */
    private void described(String frame, String inFront, String description, byte[] rest) {
        byte[] words = Id3Text.encoded(version, inFront, List.of(description, ""));
        // an empty text of UTF-16 still begins with its mark
        int length = words.length - (version == Place.ID3V24 ? 0 : 2);
        byte[] content = Arrays.copyOf(words, length + rest.length);
        System.arraycopy(rest, 0, content, length, rest.length);
        fields.add(frame(Id3Frames.in(version, frame), content));
    }

    private void put(String frame, String inFront, List<String> texts) {
        String own = Id3Frames.in(version, frame);
        if (own.isEmpty()) {
            List<String> described = new ArrayList<>(List.of(frame));
            described.addAll(texts);
            put("TXXX", "", described);
        } else {
            fields.add(frame(own, Id3Text.encoded(version, inFront, texts)));
        }
    }

    /** A frame without an encoding; what it cannot hold is a text like any other. */
    private void raw(String frame, String inFront, Text text) {
        String own = Id3Frames.in(version, frame);
        boolean holds = text.values().stream()
                .allMatch(value -> StandardCharsets.ISO_8859_1.newEncoder().canEncode(value));
        if (own.isEmpty() || !holds) {
            List<String> all = new ArrayList<>(List.of(text.name()));
            all.addAll(text.values());
            put("TXXX", "", all);
        } else {
            text.values().forEach(value -> fields.add(frame(own, latin(inFront + value))));
        }
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private Field frame(String id, byte[] content) {
        if (version == Place.ID3V22) {
            return new Field(version, id, content);
        }
        byte[] withFlags = new byte[content.length + 2];
        System.arraycopy(content, 0, withFlags, 2, content.length);
        return new Field(version, id, withFlags);
    }
}
