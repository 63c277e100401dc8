package dev.fader.coordinator.submit;

import dev.fader.schemas.Texts;
import dev.fader.schemas.api.Collision;
import dev.fader.schemas.remix.OutputFormat;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an output may be called, and whether another output of the batch is called so already. */
final class OutputNames {

    private static final int BYTES = 512;
    /** What file systems take, with room for an extension. */
    private static final int PART_BYTES = 240;

    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029]");

    private final NameSet taken = new NameSet();

    /** Takes a name with its extension. @return the collision with an earlier item, if there is one */
    @Nullable Collision take(String name, String extension, int item) {
        String whole = extension.isEmpty() ? name : name + "." + extension;
        int with = taken.take(whole, item);
        return with < 0 ? null : new Collision(item, with, whole);
    }

    /** @return what is wrong with the name, or null */
    static @Nullable String fault(String name) {
        String fault = Texts.nameFault(name, BYTES);
        if (fault != null) {
            return "the output's name " + fault;
        }
        if (name.startsWith("/")) {
            return "'%s' begins with a slash: output names are relative".formatted(name);
        }
        if (name.getBytes(StandardCharsets.UTF_8).length > BYTES) {
            return "the output's name has more than %d bytes in UTF-8".formatted(BYTES);
        }
        for (String part : name.split("/", -1)) {
            if (part.isBlank() || part.equals(".") || part.equals("..")) {
                return "'%s' has a part that is empty, '.' or '..'".formatted(name);
            }
            if (part.getBytes(StandardCharsets.UTF_8).length > PART_BYTES) {
                return "'%s' has a part of more than %d bytes in UTF-8".formatted(name, PART_BYTES);
            }
        }
        return null;
    }

    static String withoutControls(String value) {
        return CONTROLS.matcher(value).replaceAll("_");
    }

    /** The extension that an output will have: that of its format, or for {@code same} the input's. */
    static String extension(OutputFormat format, String key) {
        return switch (format) {
            case WAV -> "wav";
            case FLAC -> "flac";
            case MP3 -> "mp3";
            case AAC -> "m4a";
            case OPUS -> "opus";
            case SAME -> {
                String name = key.substring(key.lastIndexOf('/') + 1);
                int dot = name.lastIndexOf('.');
                yield dot > 0 ? name.substring(dot + 1).toLowerCase(Locale.ROOT) : "";
            }
        };
    }

    /** A name without the extension that the output gets anyhow. */
    static String withoutExtension(String name, String extension) {
        return !extension.isEmpty() && name.toLowerCase(Locale.ROOT).endsWith("." + extension)
                ? name.substring(0, name.length() - extension.length() - 1)
                : name;
    }
}
