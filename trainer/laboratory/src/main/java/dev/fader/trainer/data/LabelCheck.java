package dev.fader.trainer.data;

import dev.fader.trainer.data.Finding.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Looks for stems whose names say something else than their sound does. */
final class LabelCheck {

    /** Takes what is found. */
    @FunctionalInterface
    interface Report {
        void find(Kind kind, StemScan stem, String message);
    }

    private final List<StemScan> scans;
    private final Report report;

    /** @param scans of one song, read to the end */
    LabelCheck(List<StemScan> scans, Report report) {
        this.scans = scans;
        this.report = report;
    }

    /** Looks for one sound under two names. @param fingerprints by stem @return whether there is one */
    boolean findCopies(Map<String, String> fingerprints) {
        Map<String, String> seen = new HashMap<>();
        boolean twice = false;
        for (StemScan scan : scans) {
            if (scan.silent() || scan.failure() != null) {
                continue;
            }
            String other = seen.putIfAbsent(Objects.requireNonNull(fingerprints.get(scan.name())), scan.name());
            if (other != null) {
                twice = true;
                report.find(
                        Kind.MISLABELLED,
                        scan,
                        "%s holds the same samples as %s: one of them is a copy under a wrong name"
                                .formatted(scan.name(), other));
            }
        }
        return twice;
    }

    /** A bass that is brighter than the drums is most likely the drums. */
    void compareBassAndDrums() {
        @Nullable StemScan bass = named("bass");
        @Nullable StemScan drums = named("drums");
        if (bass == null || drums == null || bass.silent() || drums.silent()) {
            return;
        }
        if (bass.brightnessHz() > 1.5 * drums.brightnessHz() && bass.brightnessHz() > 1000) {
            report.find(
                    Kind.MISLABELLED,
                    bass,
                    String.format(
                            Locale.ROOT,
                            "bass lies around %.0f Hz and drums around %.0f Hz: have they changed places?",
                            bass.brightnessHz(),
                            drums.brightnessHz()));
        }
    }

    private @Nullable StemScan named(String name) {
        return scans.stream()
                .filter(scan -> scan.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    /** Looks for a stem that has changed places with the mixture. @return whether there is one */
    boolean findSwap(SumCheck sum, List<StemScan> stems, double toleranceDb) {
        for (int k = 0; k < stems.size(); k++) {
            if (sum.swappedDb(k) <= toleranceDb) {
                report.find(
                        Kind.MISLABELLED,
                        stems.get(k),
                        "%s is the sum of the mixture and all other stems: it and the mixture have changed places"
                                .formatted(stems.get(k).name()));
                return true;
            }
        }
        return false;
    }
}
