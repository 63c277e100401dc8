package dev.fader.coordinator.submit;

import dev.fader.schemas.Texts;
import dev.fader.schemas.naming.FileName;
import dev.fader.schemas.naming.OutputName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the outputs of a batch are called, such as <code>{dir}/{stem}-{variant}</code>. {@code dir} and {@code stem} are
 * of the input's key, without the folder that an upload gets for itself.
 */
final class NameTemplate {

    static final String DEFAULT = "{dir}/{stem}";
    private static final List<String> FIELDS = List.of("dir", "stem", "item", "variant", "preset", "batch");
    private static final String METADATA = "metadata.";
    private static final int LONGEST = 512;
    private static final Pattern FIELD = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}\\x80-\\x9f\\u2028\\u2029\\\\]");
    private static final Pattern UPLOAD = Pattern.compile("^uploads/[0-9a-f-]{36}/");

    private final String text;

    /** @throws IllegalArgumentException naming what is no field, and what would be */
    NameTemplate(String text) {
        String fault = Texts.nameFault(text, LONGEST);
        if (fault != null) {
            throw new IllegalArgumentException("the template " + fault);
        }
        this.text = text;
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            String name = field.group(1);
            if (!FIELDS.contains(name) && !(name.startsWith(METADATA) && name.length() > METADATA.length())) {
                throw new IllegalArgumentException("{%s} is no field: expected one of %s".formatted(name, fields()));
            }
        }
        String rest = FIELD.matcher(text).replaceAll("");
        if (rest.contains("{") || rest.contains("}")) {
            throw new IllegalArgumentException("a field is written {field}, with both braces");
        }
        String wrong = OutputName.fault(FIELD.matcher(text).replaceAll("x"));
        if (wrong != null) {
            throw new IllegalArgumentException(wrong);
        }
    }

    /** Every field that a template may have. */
    private static String fields() {
        return FIELDS.stream().map("{%s}"::formatted).collect(Collectors.joining(", ")) + ", {metadata.KEY}";
    }

    /** What a name is made of. */
    record Values(
            String key,
            int item,
            @Nullable String variant,
            @Nullable String preset,
            String batch,
            Map<String, String> metadata) {}

    /**
     * The name, cleaned: what would begin a folder of its own inside a value becomes an underscore, empty parts are
     * left out.
     *
     * @param several whether the input has several outputs, which get the variant's name added unless the template
     *     places it
     */
    String name(Values values, boolean several) {
        String name = FIELD.matcher(text).replaceAll(field -> Matcher.quoteReplacement(value(field.group(1), values)));
        if (several && !text.contains("{variant}")) {
            name = name + "-" + value("variant", values);
        }
        List<String> parts = new ArrayList<>();
        Stream.of(name.split("/"))
                .filter(part -> !part.isBlank() && !part.equals("."))
                .forEach(parts::add);
        return String.join("/", parts);
    }

    private static String value(String field, Values values) {
        return switch (field) {
            case "dir" -> dir(values.key());
            case "stem" -> clean(stem(values.key()));
            case "item" -> "%06d".formatted(values.item());
            case "variant" -> clean(values.variant() == null ? "" : values.variant());
            case "preset" -> clean(values.preset() == null ? "" : values.preset());
            case "batch" -> values.batch();
            default -> clean(values.metadata().getOrDefault(field.substring(METADATA.length()), ""));
        };
    }

    private static String dir(String key) {
        String path = path(key);
        return writable(path.substring(0, Math.max(path.lastIndexOf('/'), 0)));
    }

    private static String stem(String key) {
        String path = path(key);
        return FileName.stem(path.substring(path.lastIndexOf('/') + 1));
    }

    private static String path(String key) {
        return UPLOAD.matcher(key).replaceFirst("");
    }

    private static String clean(String value) {
        return writable(value).replace('/', '_');
    }

    private static String writable(String value) {
        return CONTROLS.matcher(value).replaceAll("_");
    }
}
