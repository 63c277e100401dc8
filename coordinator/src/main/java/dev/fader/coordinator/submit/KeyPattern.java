package dev.fader.coordinator.submit;

import java.util.ArrayList;
import java.util.List;

/**
 * Which keys are meant: {@code *} is anything within a folder, {@code **} anything across folders, {@code ?} one character
 * of a name, <code>{wav,flac}</code> one of several. Matching takes time that grows with the lengths of pattern and key
 * and no faster, because strangers write both.
 */
final class KeyPattern {

    private static final int LONGEST = 256;
    private static final int MOST_ALTERNATIVES = 16;
    private static final int WITHIN = -1;
    private static final int ACROSS = -2;
    private static final int ONE = -3;

    private final List<int[]> alternatives = new ArrayList<>();

    /** @throws IllegalArgumentException saying what is wrong with the pattern */
    KeyPattern(String pattern) {
        if (pattern.length() > LONGEST) {
            throw new IllegalArgumentException("has more than %d characters".formatted(LONGEST));
        }
        expand("", pattern);
    }

    /** Writes one of the first braces' alternatives after the other in their place. */
    private void expand(String done, String rest) {
        int open = rest.indexOf('{');
        int close = rest.indexOf('}');
        if (open < 0 && close < 0) {
            if (alternatives.size() == MOST_ALTERNATIVES) {
                throw new IllegalArgumentException("stands for more than %d patterns".formatted(MOST_ALTERNATIVES));
            }
            alternatives.add(tokens(done + rest));
            return;
        }
        if (open < 0 || close < open || rest.substring(open + 1, close).contains("{")) {
            throw new IllegalArgumentException("braces are written {one,another}, and not within each other");
        }
        for (String one : rest.substring(open + 1, close).split(",", -1)) {
            expand(done + rest.substring(0, open) + one, rest.substring(close + 1));
        }
    }

    private static int[] tokens(String pattern) {
        return pattern.replace("**", "\0")
                .codePoints()
                .map(point -> switch (point) {
                    case '*' -> WITHIN;
                    case '\0' -> ACROSS;
                    case '?' -> ONE;
                    default -> point;
                })
                .toArray();
    }

    boolean matches(String key) {
        int[] points = key.codePoints().toArray();
        return alternatives.stream().anyMatch(tokens -> matches(tokens, points));
    }

    /** Keeps every place of the pattern that the key so far may have come to. */
    private static boolean matches(int[] tokens, int[] key) {
        boolean[] places = new boolean[tokens.length + 1];
        places[0] = true;
        skipEmpty(tokens, places);
        for (int point : key) {
            boolean[] next = new boolean[tokens.length + 1];
            for (int i = 0; i < tokens.length; i++) {
                if (places[i]) {
                    boolean name = point != '/';
                    next[i] |= tokens[i] == ACROSS || tokens[i] == WITHIN && name;
                    next[i + 1] |= tokens[i] == point || tokens[i] == ONE && name;
                }
            }
            skipEmpty(tokens, next);
            places = next;
        }
        return places[tokens.length];
    }

    private static void skipEmpty(int[] tokens, boolean[] places) {
        for (int i = 0; i < tokens.length; i++) {
            places[i + 1] |= places[i] && (tokens[i] == ACROSS || tokens[i] == WITHIN);
        }
    }
}
