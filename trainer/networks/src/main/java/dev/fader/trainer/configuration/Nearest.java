package dev.fader.trainer.configuration;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The word that somebody may have meant. */
final class Nearest {

    private Nearest() {}

    /** @return none where nothing is like it */
    static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(other -> edits(word, other) <= Math.max(2, other.length() / 3)
                        || word.length() > 2 && (other.startsWith(word) || word.startsWith(other)))
                .min(Comparator.comparingInt(other -> edits(word, other)));
    }

    /** Letters that are put in, left out or exchanged, whatever their case (Levenshtein 1965). */
    private static int edits(String from, String to) {
        String a = from.toLowerCase(Locale.ROOT);
        String b = to.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int exchanged = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(exchanged, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
