package dev.fader.trainer.data;

import dev.fader.trainer.data.Finding.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads one song whole and tells all that is wrong with it. */
final class SongCheck {

    private static final String MIXTURE = "mixture";

    /**
     * What a song is like.
     *
     * @param split folder that it lies in
     * @param complete whether it has every source and nothing is wrong with those
     * @param sampleRateHz of its first stem; 0 when none could be opened
     * @param activeSeconds by source
     * @param fingerprint equal for songs of equal samples; null when nothing could be read
     */
    record Result(
            String split,
            SongEntry song,
            List<Finding> findings,
            boolean complete,
            double seconds,
            int sampleRateHz,
            Map<String, Integer> activeSeconds,
            @Nullable String fingerprint) {}

    private final String split;
    private final SongEntry song;
    private final CheckRules rules;
    private final DatasetLayout layout;
    private final List<Finding> findings = new ArrayList<>();

    SongCheck(String split, SongEntry song, CheckRules rules, DatasetLayout layout) {
        this.split = split;
        this.song = song;
        this.rules = rules;
        this.layout = layout;
    }

    Result run() throws IOException {
        for (SongEntry.Oddity oddity : song.oddities()) {
            find(oddity.kind(), "", oddity.message());
        }
        if (song.mixture() == null && layout.hasMixtures()) {
            find(Kind.MISSING, MIXTURE, "there is no mixture");
        }
        for (String source : rules.sources()) {
            if (places(source).isEmpty() && !layout.skipsIncompleteSongs()) {
                find(Kind.MISSING, source, "there is no stem '%s'".formatted(source));
            }
        }
        List<StemScan> scans = new ArrayList<>();
        try {
            open(scans);
            return measured(scans);
        } finally {
            for (StemScan scan : scans) {
                scan.close();
            }
        }
    }

    private void open(List<StemScan> scans) {
        Map<String, StemPlace> places = new LinkedHashMap<>();
        if (song.mixture() != null) {
            places.put(MIXTURE, song.mixture());
        }
        places.putAll(song.files());
        places.forEach((name, place) -> {
            if (!Files.exists(place.file())) {
                String message = "there is no file %s, which the metadata names".formatted(place.file());
                find(Kind.MISSING, name, message);
                return;
            }
            try {
                scans.add(StemScan.open(name, place));
            } catch (IOException e) {
                unreadable(name, place, e);
            }
        });
    }

    private void unreadable(String stem, StemPlace place, IOException e) {
        String message = Objects.requireNonNullElse(e.getMessage(), e.toString());
        findings.add(new Finding(Kind.UNREADABLE, split, song.name(), stem, place.toString(), message));
    }

    private Result measured(List<StemScan> scans) {
        if (scans.isEmpty()) {
            return new Result(split, song, findings, false, 0, 0, Map.of(), null);
        }
        boolean alike = sampledAlike(scans);
        boolean whole = faultless() && song.mixture() != null && scans.size() > 1;
        @Nullable SumCheck sum = alike && whole ? new SumCheck(scans.getFirst(), scans.subList(1, scans.size())) : null;
        for (int count = 1; count > 0; ) {
            count = 0;
            for (StemScan scan : scans) {
                count = Math.max(count, scan.next());
            }
            if (sum != null) {
                sum.add(count);
            }
        }
        for (StemScan scan : scans) {
            IOException failure = scan.failure();
            if (failure != null) {
                unreadable(scan.name(), scan.place(), failure);
            }
        }
        checkLengths(scans);
        checkSilence(scans);
        checkLowEnd(scans);
        Map<String, String> fingerprints = new LinkedHashMap<>();
        scans.forEach(scan -> fingerprints.put(scan.name(), scan.fingerprint()));
        LabelCheck labels = new LabelCheck(scans, this::find);
        boolean twice = labels.findCopies(fingerprints);
        if (sum != null && !twice && faultless()) {
            checkSum(sum, scans.subList(1, scans.size()), labels);
        }
        labels.compareBassAndDrums();
        return result(
                scans, String.join(" ", fingerprints.values().stream().sorted().toList()));
    }

    private boolean sampledAlike(List<StemScan> scans) {
        StemScan first = scans.getFirst();
        int rate =
                rules.sampleRateHz() > 0 ? rules.sampleRateHz() : first.format().sampleRateHz();
        boolean alike = true;
        for (StemScan scan : scans) {
            int its = scan.format().sampleRateHz();
            int channels = scan.format().channels();
            if (its != rate) {
                alike = false;
                find(
                        Kind.DIFFERENTLY_SAMPLED,
                        scan,
                        "%s is at %d Hz, %s: resample it"
                                .formatted(
                                        scan.name(),
                                        its,
                                        rules.sampleRateHz() > 0
                                                ? "and %d Hz are wanted".formatted(rate)
                                                : "its song's %s at %d Hz".formatted(first.name(), rate)));
            }
            if (channels != first.format().channels()) {
                find(
                        Kind.CHANNELS,
                        scan,
                        "%s has %d channels, its song's %s has %d"
                                .formatted(
                                        scan.name(),
                                        channels,
                                        first.name(),
                                        first.format().channels()));
            }
        }
        return alike;
    }

    private void checkLengths(List<StemScan> scans) {
        double longest = scans.stream().mapToDouble(SongCheck::seconds).max().orElse(0);
        for (StemScan scan : scans) {
            double allowed = scan.format().lossless()
                    ? 0.5 / scan.format().sampleRateHz()
                    : StemSong.ENCODER_BLOCK_FRAMES / (double) scan.format().sampleRateHz();
            if (scan.failure() == null && longest - seconds(scan) > allowed) {
                find(
                        Kind.SHORT,
                        scan,
                        String.format(
                                Locale.ROOT,
                                "%s has %.3f s (%d frames), its song's longest stem has %.3f s",
                                scan.name(),
                                seconds(scan),
                                scan.frames(),
                                longest));
            }
        }
        if (longest < rules.minSeconds()) {
            find(
                    Kind.SHORT,
                    "",
                    String.format(Locale.ROOT, "the song has %.3f s, fewer than %.3f s", longest, rules.minSeconds()));
        }
    }

    private void checkSilence(List<StemScan> scans) {
        if (scans.stream().allMatch(scan -> scan.failure() == null && scan.silent())) {
            find(Kind.SOUNDLESS, "", "the song has no sound from beginning to end");
            return;
        }
        if (scans.getFirst().name().equals(MIXTURE)) {
            checkSilence(MIXTURE, scans.subList(0, 1));
        }
        for (String source : rules.sources()) {
            checkSilence(source, of(source, scans));
        }
    }

    private void checkSilence(String name, List<StemScan> scans) {
        if (!scans.isEmpty() && scans.stream().allMatch(scan -> scan.failure() == null && scan.silent())) {
            find(Kind.SILENT, scans.getFirst(), name + " is silent from beginning to end");
        }
    }

    private List<StemPlace> places(String source) {
        return SourceStems.of(song, source, rules.sources());
    }

    /** The scans of a source's files; none if one of these could not be opened. */
    private List<StemScan> of(String source, List<StemScan> scans) {
        List<StemPlace> places = places(source);
        List<StemScan> its =
                scans.stream().filter(scan -> places.contains(scan.place())).toList();
        return its.size() == places.size() ? its : List.of();
    }

    private void checkLowEnd(List<StemScan> scans) {
        for (StemScan scan : scans) {
            double share = scan.inaudibleShare();
            if (scan.silent() || scan.failure() != null || share <= CheckRules.MOST_BELOW_20_HZ) {
                continue;
            }
            boolean fault = share > CheckRules.OFFSET_BELOW_20_HZ;
            find(
                    fault ? Kind.OFFSET : Kind.RUMBLE,
                    scan,
                    String.format(
                            Locale.ROOT,
                            "%.1f %% of the energy of %s lies below 20 Hz%s",
                            100 * share,
                            scan.name(),
                            fault ? ": take its offset out, with a high pass at 20 to 25 Hz" : ""));
        }
    }

    private boolean faultless() {
        return findings.stream().noneMatch(finding -> finding.kind().fault());
    }

    private void checkSum(SumCheck sum, List<StemScan> stems, LabelCheck labels) {
        if (sum.residualDb() <= rules.toleranceDb() || labels.findSwap(sum, stems, rules.toleranceDb())) {
            return;
        }
        find(
                Kind.NOT_THE_SUM,
                "",
                String.format(
                        Locale.ROOT,
                        "the stems do not sum to the mixture: the difference lies %.1f dB %s it, and should lie %.0f dB"
                                + " below: a stem is of another song, at another level or moved in time",
                        Math.abs(sum.residualDb()),
                        sum.residualDb() > 0 ? "above" : "below",
                        -rules.toleranceDb()));
    }

    private Result result(List<StemScan> scans, String fingerprint) {
        Map<String, Integer> active = new LinkedHashMap<>();
        for (String source : rules.sources()) {
            BitSet seconds = new BitSet();
            List<StemScan> its = of(source, scans);
            its.forEach(scan -> seconds.or(scan.activeSeconds()));
            if (!its.isEmpty()) {
                active.put(source, seconds.cardinality());
            }
        }
        boolean complete = faultless() && active.size() == rules.sources().size();
        double seconds = scans.stream().mapToDouble(SongCheck::seconds).max().orElse(0);
        int rate = scans.getFirst().format().sampleRateHz();
        return new Result(split, song, List.copyOf(findings), complete, seconds, rate, active, fingerprint);
    }

    private static double seconds(StemScan scan) {
        return scan.frames() / (double) scan.format().sampleRateHz();
    }

    private void find(Kind kind, StemScan stem, String message) {
        findings.add(
                new Finding(kind, split, song.name(), stem.name(), stem.place().toString(), message));
    }

    private void find(Kind kind, String stem, String message) {
        findings.add(new Finding(kind, split, song.name(), stem, song.place().toString(), message));
    }
}
