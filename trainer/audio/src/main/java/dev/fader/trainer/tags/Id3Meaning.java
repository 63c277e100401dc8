package dev.fader.trainer.tags;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What a frame of ID3v2 says (ID3v2.4 frames, §4). */
final class Id3Meaning {

    private static final int COMPRESSED_OR_ENCRYPTED = 0x0c;
    private static final int UNSYNCHRONISED = 0x02;
    private static final int LENGTH_IN_FRONT = 0x01;
    private static final int GROUPED = 0x40;
    /** ID3v2.3's flags: compression, encryption, grouping. */
    private static final int V23_CODED = 0xe0;

    private static final int LANGUAGE_LENGTH = 3;

    private Id3Meaning() {}

    static Meaning of(Field field) {
        String frame = Id3Frames.v24(field.place(), field.id());
        if (field.length() <= (field.place() == Place.ID3V22 ? 0 : 2)) {
            return new Meaning.Texts(List.of());
        }
        byte[] content = content(field);
        if (content.length == 0 || Id3Frames.ABOUT_THE_FILE.contains(field.id())) {
            return new Meaning.Opaque(field.id());
        }
        return switch (frame) {
            case "TXXX", "WXXX" -> described(frame, content);
            case "COMM", "USLT" -> commented(frame, content);
            case "TIPL", "TMCL" -> people(content);
            case "APIC" -> picture(field.place(), content);
            case "UFID" -> identifier(content);
            case "TCON" -> Meaning.Texts.of("genre", Genres.named(new Id3Text(content, 0).values()));
            case "MVNM" -> Meaning.Texts.of(TagTable.ofId3(frame, frame), new Id3Text(content, 0).values());
            default -> {
                if (frame.startsWith("T")) {
                    String name = TagTable.ofId3(frame, frame.equals("TDAT") ? "tdat" : frame);
                    yield Meaning.Texts.of(name, new Id3Text(content, 0).values());
                }
                yield Id3Frames.isLinkFrame(frame)
                        ? Meaning.Texts.of(TagTable.ofId3(frame, frame), List.of(link(content, 0)))
                        : new Meaning.Opaque(field.id());
            }
        };
    }

    /** iTunes' count of the samples that an encoder put around the sound, true of the input's encoding alone. */
    static boolean isEncoderDelay(Field field) {
        return Id3Frames.v24(field.place(), field.id()).equals("COMM")
                && Meaning.of(field) instanceof Meaning.Texts(List<Text> texts)
                && texts.stream().anyMatch(text -> text.isNamed("comment:iTunSMPB"));
    }

    /** Of a frame that has one that means something; else an empty text. */
    static String language(Field field) {
        String frame = Id3Frames.v24(field.place(), field.id());
        byte[] content =
                field.place().isId3() && (frame.equals("COMM") || frame.equals("USLT")) ? content(field) : new byte[0];
        if (content.length < 1 + LANGUAGE_LENGTH) {
            return "";
        }
        String language = new String(content, 1, LANGUAGE_LENGTH, StandardCharsets.ISO_8859_1);
        return language.matches("[a-zA-Z]{3}") && !language.matches("(?i)xxx|und") ? language : "";
    }

    /** Without flags and what they announce; nothing where it is coded otherwise than by zeros between its bytes. */
    private static byte[] content(Field field) {
        byte[] bytes = field.bytes();
        if (field.place() == Place.ID3V22) {
            return bytes;
        }
        int flags = bytes[1];
        if (field.place() == Place.ID3V23) {
            return (flags & V23_CODED) == 0 ? Arrays.copyOfRange(bytes, 2, bytes.length) : new byte[0];
        }
        if ((flags & COMPRESSED_OR_ENCRYPTED) != 0) {
            return new byte[0];
        }
        int from = 2 + ((flags & GROUPED) != 0 ? 1 : 0) + ((flags & LENGTH_IN_FRONT) != 0 ? 4 : 0);
        byte[] content = Arrays.copyOfRange(bytes, from, bytes.length);
        return (flags & UNSYNCHRONISED) != 0 ? Id3Tag.synchronised(content) : content;
    }

    private static Meaning described(String frame, byte[] content) {
        Id3Text text = new Id3Text(content, 0);
        String description = text.next();
        if (frame.equals("WXXX")) {
            String name = description.isEmpty() ? "url" : "url:" + description;
            return Meaning.Texts.of(name, List.of(link(content, text.position())));
        }
        return Meaning.Texts.of(TagTable.ofId3("TXXX:" + description, TagTable.ofComment(description)), text.values());
    }

    private static String link(byte[] content, int from) {
        int end = from;
        while (end < content.length && content[end] != 0) {
            end++;
        }
        return new String(content, from, end - from, StandardCharsets.ISO_8859_1);
    }

    /** A language and a description before the text; one that has no description has the name alone. */
    private static Meaning commented(String frame, byte[] content) {
        Id3Text text = new Id3Text(content, 0);
        text.skip(LANGUAGE_LENGTH);
        String description = text.next();
        String name = TagTable.ofId3(frame, frame);
        return Meaning.Texts.of(description.isEmpty() ? name : name + ":" + description, List.of(text.rest()));
    }

    /** Pairs of a role and who had it; an instrument follows its player in brackets, as in Vorbis comments. */
    private static Meaning people(byte[] content) {
        List<String> words = new Id3Text(content, 0).values();
        List<Text> texts = new ArrayList<>();
        for (int i = 0; i + 1 < words.size(); i += 2) {
            String role = words.get(i);
            String name = TagTable.ofId3("TIPL:" + role, "");
            texts.add(
                    name.isEmpty()
                            ? Text.of("performer", words.get(i + 1) + " (" + role + ")")
                            : Text.of(name, words.get(i + 1)));
        }
        return new Meaning.Texts(texts);
    }

    private static Meaning identifier(byte[] content) {
        String owner = link(content, 0);
        String name = TagTable.ofId3("UFID:" + owner, "");
        return name.isEmpty()
                ? new Meaning.Opaque("UFID (" + owner + ")")
                : Meaning.Texts.of(name, List.of(link(content, owner.length() + 1)));
    }

    private static Meaning picture(Place version, byte[] content) {
        Id3Text text = new Id3Text(content, 0);
        String type;
        if (version == Place.ID3V22) {
            type = new String(content, 1, 3, StandardCharsets.ISO_8859_1);
            text.skip(3);
        } else {
            type = link(content, 1);
            text.skip(type.length() + 1);
        }
        int kind = Picture.knownKind(content[text.position()]);
        text.skip(1);
        String description = text.next();
        if (type.equals("-->")) {
            return new Meaning.Opaque("a link to a picture");
        }
        return Meaning.Covers.of(new Picture(
                Picture.mimeType(type),
                kind,
                description,
                Arrays.copyOfRange(content, text.position(), content.length)));
    }
}
