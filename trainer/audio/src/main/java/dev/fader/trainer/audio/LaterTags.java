package dev.fader.trainer.audio;

import dev.fader.trainer.tags.Carried;
import dev.fader.trainer.tags.CarriedFile;
import dev.fader.trainer.tags.Field;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Names what the later of several files carry that became one: what the whole carries is the first one's. */
final class LaterTags {

    private static final int MOST_FILES = 20;
    private static final int MOST_FIELDS = 5;
    private static final int MOST_LETTERS = 80;

    /** What encoders say of themselves, which differs from file to file and which nobody misses. */
    private static final Set<String> OF_ENCODERS = Set.of("ENCODER", "ENCODER_OPTIONS", "TSSE");

    private LaterTags() {}

    /** @param files each whole, with its tags. @return in words that follow the name of the file that holds them all */
    static List<String> remarks(List<SeekableByteChannel> files) throws IOException {
        List<String> remarks = new ArrayList<>();
        Carried first = files.size() > 1 ? read(files.getFirst()) : Carried.NOTHING;
        for (int i = 1; i < files.size(); i++) {
            List<Field> others = without(first, read(files.get(i)).fields());
            if (!others.isEmpty()) {
                remarks.add("the tags of file %d in it were left out: %s".formatted(i + 1, words(others)));
            }
        }
        List<String> some = new ArrayList<>(remarks.subList(0, Math.min(MOST_FILES, remarks.size())));
        if (remarks.size() > MOST_FILES) {
            some.add("the tags of %d more files in it were left out".formatted(remarks.size() - MOST_FILES));
        }
        return some;
    }

    /** @param tags behind the file that holds them. @return what they say and it does not, to be appended, or nothing */
    static String named(List<SeekableByteChannel> tags) throws IOException {
        List<Field> all = new ArrayList<>();
        for (SeekableByteChannel tag : tags.subList(1, Math.min(MOST_FILES, tags.size()))) {
            all.addAll(read(tag).fields());
        }
        List<Field> others = without(read(tags.getFirst()), all);
        return others.isEmpty() ? "" : ": " + words(others);
    }

    private static List<Field> without(Carried first, List<Field> fields) {
        return fields.stream()
                .filter(field -> !first.fields().contains(field)
                        && !OF_ENCODERS.contains(field.id().toUpperCase(Locale.ROOT)))
                .toList();
    }

    private static Carried read(SeekableByteChannel file) throws IOException {
        try {
            return CarriedFile.read(file).orElse(Carried.NOTHING);
        } catch (CarriedFile.TooMuchException tooMuch) {
            // of the first file that refuses it; of another it is left out anyhow
            return Carried.NOTHING;
        }
    }

    private static String words(List<Field> fields) {
        Carried carried = new Carried(fields, List.of());
        List<String> words = new ArrayList<>(Stream.concat(
                        carried.texts().stream()
                                .map(text -> text.name() + " '" + String.join("; ", text.values()) + "'"),
                        carried.pictures().stream().map(picture -> "a picture"))
                .toList());
        if (words.isEmpty()) {
            fields.forEach(field -> words.add(field.id()));
        }
        String shown = words.stream().limit(MOST_FIELDS).map(LaterTags::brief).collect(Collectors.joining(", "));
        return words.size() > MOST_FIELDS ? shown + " and %d more".formatted(words.size() - MOST_FIELDS) : shown;
    }

    private static String brief(String words) {
        String printable = words.replaceAll("\\p{Cntrl}+", " ");
        return printable.length() <= MOST_LETTERS ? printable : printable.substring(0, MOST_LETTERS) + "…";
    }
}
