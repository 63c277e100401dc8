package dev.fader.cli.bench;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Locale;

/** A file in chunks against the same in one pass, in dB of the remix, as {@code fader trainer bench-seams} says it. */
@JsonIgnoreProperties(ignoreUnknown = true)
record SeamFigures(double seamsDb, double betweenDb, double stepDb) {

    String line() {
        return String.format(
                Locale.ROOT,
                "chunks against one pass: %.1f dB at seams, %.1f dB between them, largest step of level %.2f dB",
                seamsDb,
                betweenDb,
                stepDb);
    }
}
