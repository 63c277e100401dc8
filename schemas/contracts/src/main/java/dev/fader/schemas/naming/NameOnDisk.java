package dev.fader.schemas.naming;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A name as file systems compare it, whichever of them it meets: macOS and Windows know no case; macOS takes composed and
 * decomposed characters for the same, and on HFS+ overlooks marks that are not seen; Windows drops blanks and dots at the
 * end of a part. Two names that are equal here may still be two on some systems; two that differ are never one file.
 *
 * @param folded not to be shown, and not to be written
 */
public record NameOnDisk(String folded) {

    /** Joiners and marks of direction (Apple's technical note 1150). */
    private static final Pattern UNSEEN = Pattern.compile("[\\u200C-\\u200F\\u202A-\\u202E\\u206A-\\u206F\\uFEFF]");

    private static final Pattern DROPPED = Pattern.compile("[. ]+(?=/|$)");

    /** @param name a path, with its extension */
    public static NameOnDisk of(String name) {
        // upper case first, which writes out what has several letters (ß is SS), then lower: some have two upper cases
        String folded = Normalizer.normalize(UNSEEN.matcher(name).replaceAll(""), Normalizer.Form.NFD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        return new NameOnDisk(DROPPED.matcher(Normalizer.normalize(folded, Normalizer.Form.NFC))
                .replaceAll(""));
    }
}
