package dev.fader.trainer.tags;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a file carries beside its sound, field by field and in its order.
 *
 * @param remarks on what could not be read, in words that follow the file's name
 */
public record Carried(List<Field> fields, List<String> remarks) {

    public static final Carried NOTHING = new Carried(List.of(), List.of());

    /** The processing tag. */
    private static final String PROCESSING = "processing";

    private static final Set<String> ID3_LEVELS = Set.of("RVA2", "RVAD", "RVA", "RGAD", "XRVA");

    /** What points at moments of the sound, apart from chunks, most of which do. */
    private static final Set<String> MOMENTS =
            Set.of("CHAP", "CTOC", "SYLT", "SLT", "ETCO", "ETC", "SYTC", "STC", "POSS", "chpl", "CUESHEET");

    private static final Set<String> TIMELESS_CHUNKS = Set.of("bext", "NAME", "AUTH", "(c) ", "ANNO");

    public Carried {
        fields = List.copyOf(fields);
        remarks = List.copyOf(remarks);
    }

    /** Texts of no container, to be written into any. */
    public static Carried of(Text... texts) {
        return NOTHING.plus(texts);
    }

    public Carried plus(Text... texts) {
        List<Field> more = new ArrayList<>(fields);
        for (Text text : texts) {
            more.add(Field.utf8(Place.PLAIN, text.name(), String.join("\0", text.values())));
        }
        return new Carried(more, remarks);
    }

    public Carried plus(Picture picture) {
        return plus(FlacPicture.field(picture));
    }

    public Carried plus(Field field) {
        List<Field> more = new ArrayList<>(fields);
        more.add(field);
        return new Carried(more, remarks);
    }

    public Carried remarked(String remark) {
        List<String> more = new ArrayList<>(remarks);
        more.add(remark);
        return new Carried(fields, more);
    }

    /** What all fields say, each name once: of several that disagree the one that {@link Digest} prefers. */
    public List<Text> texts() {
        return Digest.of(fields).texts();
    }

    public List<Picture> pictures() {
        return Digest.of(fields).pictures();
    }

    /** The values of a name of {@link TagTable}, or none. */
    public List<String> values(String name) {
        return texts().stream()
                .filter(text -> text.isNamed(name))
                .findFirst()
                .map(Text::values)
                .orElse(List.of());
    }

    /** Without playback gains, which a changed sound makes untrue; what else may tell of levels is remarked. */
    public Carried withoutLevels() {
        boolean tellsLoudness = fields.stream()
                .anyMatch(field -> field.id().equals("iXML") && field.utf8().contains("<LOUDNESS>"));
        Carried rest = tellsLoudness ? remarked("the loudness that its iXML tells is that of the input") : this;
        return rest.without(field -> field.place().isId3() && ID3_LEVELS.contains(field.id())
                || Meaning.of(field) instanceof Meaning.Texts(List<Text> texts)
                        && texts.stream().anyMatch(Text::measuresLevel));
    }

    /** With one more step in the processing tag: a remix of a remix tells of both. */
    public Carried processed(String step) {
        List<String> steps = new ArrayList<>(values(PROCESSING));
        steps.add(step);
        return without(field -> Meaning.of(field) instanceof Meaning.Texts(List<Text> texts)
                        && !texts.isEmpty()
                        && texts.stream().allMatch(text -> text.isNamed(PROCESSING)))
                .plus(Text.of(PROCESSING, String.join(" | ", steps)));
    }

    /** Of the sound at another sample rate, in Hz: what counts samples counts those. */
    public Carried atRate(int from, int to) {
        return SampleCounts.at(this, from, to);
    }

    /** Of a part of the file, in which what points at moments would be wrong. */
    public Carried ofPassage() {
        return without(field -> switch (field.place()) {
            case RIFF, AIFF -> !TIMELESS_CHUNKS.contains(field.id()) && !ChunkMeaning.isInfo(field);
            case COMMENT -> field.id().toUpperCase(Locale.ROOT).matches("CHAPTER[0-9]{3}.*|CUESHEET");
            default -> MOMENTS.contains(field.id());
        });
    }

    private Carried without(Predicate<Field> unwanted) {
        return new Carried(fields.stream().filter(unwanted.negate()).toList(), remarks);
    }
}
