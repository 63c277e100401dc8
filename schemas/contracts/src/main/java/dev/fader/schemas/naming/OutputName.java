package dev.fader.schemas.naming;

import dev.fader.schemas.Texts;
import dev.fader.schemas.remix.FileType;
import dev.fader.schemas.remix.OutputFormat;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an output's file is called: decided here for the worker that writes it, the coordinator that compares it with the
 * batch's others, and the client that fetches it.
 *
 * <p>An output has its variant's name and the extension of the format that was asked for. With {@link OutputFormat#SAME} it
 * has its input's extension; where that cannot stand for what is written, the usual one follows it, as in {@code
 * song.ogg.flac}. So the outputs of two inputs with different names have different names, whatever is in them.
 */
public final class OutputName {

    private static final int BYTES = 512;
    /** What file systems take, with room for two extensions and for what a file is called until it is whole. */
    private static final int PART_BYTES = 230;

    /** By the usual extension of what is written, every one that may stand for it. */
    private static final Map<String, List<String>> MAY_BE_CALLED = Map.of(
            "wav", List.of("wav", "wave"),
            "aiff", List.of("aiff", "aif", "aifc"),
            "flac", List.of("flac"),
            "mp3", List.of("mp3"),
            "m4a", List.of("m4a", "mp4"),
            "opus", List.of("opus", "ogg", "oga"));

    /** The usual extensions of everything that is written. */
    public static final Set<String> USUAL = MAY_BE_CALLED.keySet();

    /** Of inputs whose container is always written again; of the others it depends on what is in them. */
    private static final Set<String> WRITTEN_AGAIN = Set.of("wav", "wave", "mp3", "opus");

    private OutputName() {}

    /** The name that an output should have. @param name the variant's @param input the input's key */
    public static String wanted(String name, OutputFormat format, String input) {
        String extension = extension(format, input);
        return extension.isEmpty() ? name : name + "." + extension;
    }

    /** The name that it has. @param extension the usual one of what is written, without its dot */
    public static String written(String name, OutputFormat format, String input, String extension) {
        String wanted = wanted(name, format, input);
        List<String> fitting = MAY_BE_CALLED.getOrDefault(extension, List.of(extension));
        return fitting.contains(extension(format, input)) ? wanted : wanted + "." + extension;
    }

    /** Extensions of which one may follow the wanted name: what is in the input is not known before it is opened. */
    public static Set<String> mayFollow(OutputFormat format, String input) {
        return format.type() != FileType.SAME || WRITTEN_AGAIN.contains(extension(format, input)) ? Set.of() : USUAL;
    }

    /** That of the format, or for {@code same} the input's; may be empty. */
    public static String extension(OutputFormat format, String input) {
        return switch (format.type()) {
            case WAV -> "wav";
            case FLAC -> "flac";
            case MP3 -> "mp3";
            case AAC -> "m4a";
            case OPUS -> "opus";
            case SAME -> FileName.extension(input);
        };
    }

    /** @param name of a variant: without its extension, and with the folders that it shall lie in @return what is wrong with it, or null */
    public static @Nullable String fault(String name) {
        String fault = Texts.nameFault(name, BYTES);
        if (fault != null) {
            return "the output's name " + fault;
        }
        if (name.startsWith("/")) {
            return "'%s' begins with a slash: output names are relative".formatted(name);
        }
        if (name.contains("\\")) {
            return "'%s' has a backslash, which some systems take for the end of a folder's name".formatted(name);
        }
        if (bytes(name) > BYTES) {
            return "the output's name has more than %d bytes in UTF-8".formatted(BYTES);
        }
        for (String part : name.split("/", -1)) {
            if (part.isBlank() || part.equals(".") || part.equals("..")) {
                return "'%s' has a part that is empty, '.' or '..'".formatted(name);
            }
            if (bytes(part) > PART_BYTES) {
                return "'%s' has a part of more than %d bytes in UTF-8".formatted(name, PART_BYTES);
            }
        }
        return null;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
