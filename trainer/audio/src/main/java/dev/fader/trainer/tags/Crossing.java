package dev.fader.trainer.tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an output carries of what its input does. Fields that the output's container has go into it as they are and in
 * their order; the others by {@link TagTable}. What has no counterpart is told.
 *
 * @param remarks what was left out, such as "FLAC has no place for CHAP"
 */
public record Crossing(List<Field> fields, List<String> remarks) {

    public Crossing {
        fields = List.copyOf(fields);
        remarks = List.copyOf(remarks);
    }

    public static Crossing into(Carrier carrier, Carried carried) {
        List<Field> kept = new ArrayList<>();
        List<Field> foreign = new ArrayList<>();
        Losses lost = new Losses();
        Place version = Id3Tag.version(carried.fields());
        for (Field field : carried.fields()) {
            boolean fits = carrier.holds(field) && (!field.place().isId3() || field.place() == version);
            boolean isPicture = carrier == Carrier.FLAC
                    && field.place() == Place.COMMENT
                    && field.id().equalsIgnoreCase(FlacPicture.COMMENT);
            (fits && !isPicture ? kept : foreign).add(field);
        }
        Digest there = Digest.of(kept);
        Digest more = Digest.of(foreign);
        List<Text> texts = new ArrayList<>();
        for (Text text : more.texts()) {
            List<String> known = values(there, text);
            if (known.isEmpty()) {
                texts.add(text);
            } else if (!known.equals(text.values())) {
                lost.add(text.name() + " '" + String.join("; ", text.values()) + "' beside another");
            }
        }
        List<Picture> pictures = more.pictures().stream()
                .filter(picture -> there.pictures().stream().noneMatch(picture::shows))
                .toList();
        more.opaque().forEach(lost::add);
        more.displaced().forEach(lost::add);
        for (Field field : foreign) {
            String language = Id3Meaning.language(field);
            if (!language.isEmpty()) {
                lost.add("the language of " + field.id() + " (" + language + ")");
            }
        }
        kept.addAll(written(carrier, version, texts, pictures, kept));
        List<Field> keepable = Collector.keepable(kept, lost::add);
        List<Field> fields = carrier == Carrier.FLAC ? FlacBlocks.fitting(keepable, lost::add) : keepable;
        List<String> remarks = new ArrayList<>(carried.remarks());
        remarks.addAll(lost.remarks(carrier));
        return new Crossing(fields, remarks);
    }

    private static List<String> values(Digest digest, Text like) {
        return digest.texts().stream()
                .filter(text -> text.isNamed(like.name()))
                .findFirst()
                .map(Text::values)
                .orElse(List.of());
    }

    private static List<Field> written(
            Carrier carrier, Place version, List<Text> texts, List<Picture> pictures, List<Field> kept) {
        List<Field> fields = new ArrayList<>();
        switch (carrier) {
            case WAV -> wav(version, texts, pictures, kept, fields);
            case AIFF, MP3 -> id3(version, texts, pictures, fields);
            case FLAC -> {
                texts.forEach(text -> VorbisComments.write(text, fields));
                pictures.forEach(picture -> fields.add(FlacPicture.field(picture)));
            }
            case OGG -> {
                texts.forEach(text -> VorbisComments.write(text, fields));
                pictures.forEach(picture -> fields.add(FlacPicture.comment(picture)));
            }
            case M4A -> {
                texts.forEach(text -> ItunesAtoms.write(text, fields));
                language(texts, kept).ifPresent(fields::add);
                if (!pictures.isEmpty()) {
                    fields.add(ItunesAtoms.covers(pictures));
                }
            }
        }
        return fields;
    }

    /** For players that choose a track by it; one that has its own language keeps it. */
    private static Optional<Field> language(List<Text> texts, List<Field> kept) {
        if (kept.stream().anyMatch(field -> field.place() == Place.TRACK)) {
            return Optional.empty();
        }
        return texts.stream()
                .filter(text -> text.isNamed("language") && text.first().matches("[a-z]{3}"))
                .findFirst()
                .map(text -> Field.utf8(Place.TRACK, text.key(), text.first()));
    }

    private static void id3(Place version, List<Text> texts, List<Picture> pictures, List<Field> to) {
        Id3Writing frames = new Id3Writing(version);
        texts.forEach(frames::add);
        pictures.forEach(frames::add);
        to.addAll(frames.fields());
    }

    /** Broadcast fields and a list for what reads no ID3, where the input had none; the rest is ID3's. */
    private static void wav(Place version, List<Text> texts, List<Picture> pictures, List<Field> kept, List<Field> to) {
        List<Text> rest = texts;
        boolean hasBext = kept.stream().anyMatch(field -> field.id().equals(Bext.CHUNK));
        if (!hasBext && Bext.isOf(texts)) {
            to.add(new Field(Place.RIFF, Bext.CHUNK, Bext.of(texts)));
            rest = texts.stream().filter(text -> !Bext.has(text)).toList();
        }
        byte[] info = ChunkMeaning.info(rest);
        if (kept.stream().noneMatch(ChunkMeaning::isInfo) && info.length > 0) {
            to.add(new Field(Place.RIFF, "LIST", info));
        }
        id3(version, rest, pictures, to);
    }
}
