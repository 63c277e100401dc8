package dev.fader.schemas.notation;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How constants of an enum are written in JSON, SQL and topic names: in lower case. */
public final class WireNames {

    private WireNames() {}

    public static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException naming the text and every name that would have been understood */
    public static <E extends Enum<E>> E parse(Class<E> type, String what, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> of(constant).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'%s' is no %s: expected one of %s"
                        .formatted(
                                text,
                                what,
                                Arrays.stream(type.getEnumConstants())
                                        .map(WireNames::of)
                                        .collect(Collectors.joining(", ")))));
    }
}
