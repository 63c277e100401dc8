package dev.fader.schemas;

import org.jspecify.annotations.Nullable;

/** What a text may be that crosses a boundary: the one place that decides it, for bodies, parameters and tables alike. */
public final class Texts {

    private static final char UNKNOWN = '\uFFFD';

    private Texts() {}

    /**
     * What keeps it from being a text that every part can store and pass on: PostgreSQL has no NUL, and half of a
     * surrogate pair is no character.
     *
     * @return a sentence's end, such as "holds a NUL character (U+0000)"; null when there is nothing wrong
     */
    public static @Nullable String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit == 0) {
                return "holds a NUL character (U+0000)";
            }
            if (Character.isSurrogate(unit)) {
                if (!pair(text, i)) {
                    return "holds half of a surrogate pair (U+%04X), which is no character".formatted((int) unit);
                }
                i++;
            }
        }
        return null;
    }

    /**
     * As {@link #fault}, and what keeps a text from being a name: it must be seen, and on one line.
     *
     * @param most characters (UTF-16 units)
     */
    public static @Nullable String nameFault(String text, int most) {
        String fault = fault(text);
        if (fault != null) {
            return fault;
        }
        if (text.isBlank()) {
            return "is empty";
        }
        if (text.length() > most) {
            return "has more than %d characters".formatted(most);
        }
        return text.chars().anyMatch(Texts::breaksAName) ? "holds a control character or a line break" : null;
    }

    private static boolean breaksAName(int unit) {
        return Character.isISOControl(unit)
                || Character.getType(unit) == Character.LINE_SEPARATOR
                || Character.getType(unit) == Character.PARAGRAPH_SEPARATOR;
    }

    /** The text as it can be shown in an answer or a log: whole characters, on one line, and not for ever. */
    public static String shown(String text, int most) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (shown.length() >= most) {
                return shown.append('…').toString();
            }
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit) && pair(text, i)) {
                shown.append(unit).append(text.charAt(++i));
            } else {
                shown.append(Character.isSurrogate(unit) || breaksAName(unit) ? UNKNOWN : unit);
            }
        }
        return shown.toString();
    }

    private static boolean pair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                && at + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(at + 1));
    }
}
