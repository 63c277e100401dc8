package dev.fader.coordinator.problem;

import dev.fader.schemas.Texts;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;

/** What somebody may have meant who wrote a name that there is not. */
public final class Suggestion {

    private static final int LONGEST = 100;

    private Suggestion() {}

    /**
     * Refuses a name with the nearest that there is.
     *
     * @param what it should have been the name of, such as {@code parameter}
     * @return such as "there is no parameter 'dry_run': did you mean 'dryRun'?"
     */
    public static String unknown(String what, String name, Collection<String> known) {
        String refusal = "there is no %s '%s'".formatted(what, Texts.shown(name, LONGEST));
        if (known.isEmpty()) {
            return refusal + ": none is expected here";
        }
        return known.stream()
                .min(Comparator.comparingInt((String one) -> distance(name, one))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(nearest -> distance(name, nearest) <= Math.max(1, nearest.length() / 3))
                .map(nearest -> "%s: did you mean '%s'?".formatted(refusal, nearest))
                .orElseGet(() ->
                        known.stream().sorted().collect(Collectors.joining(", ", refusal + ": expected one of ", "")));
    }

    /** Edits from one to the other (Levenshtein), whatever their case and separators. */
    private static int distance(String one, String other) {
        String from = letters(one);
        String to = letters(other);
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    private static String letters(String name) {
        return name.substring(0, Math.min(name.length(), LONGEST))
                .replaceAll("[_.-]", "")
                .toLowerCase(Locale.ROOT);
    }
}
