package dev.fader.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report as a table for people. */
final class DemoTable {

    private static final String HEAD = "%-16s %-7s %8s %8s %8s %9s %9s %9s %11s  %s";

    private DemoTable() {}

    /** @param outputs folder of the outputs, which are shown relative to it */
    static List<String> lines(DemoReport report, Path outputs) {
        List<String> lines = new ArrayList<>();
        lines.add(HEAD.formatted(
                "file", "state", "length", "× real", "LUFS in", "LUFS out", "true peak", "minSDR", "do nothing", ""));
        lines.add(HEAD.formatted("", "", "s", "time", "", "", "dBTP out", "dB", "dB", "output"));
        for (DemoFile file : report.files()) {
            String output = file.output();
            lines.add(HEAD.formatted(
                            file.input(),
                            file.error() == null ? file.state().name().toLowerCase(Locale.ROOT) : "refused",
                            number(file.seconds()),
                            number(file.timesRealtime()),
                            number(file.lufsIn()),
                            number(file.lufsOut()),
                            number(file.truePeakOutDb()),
                            number(file.minSdrDb()),
                            number(file.minSdrDoNothingDb()),
                            output == null ? "–" : outputs.relativize(Path.of(output)))
                    .stripTrailing());
            if (file.error() != null) {
                lines.add("                 └ " + file.error());
            }
        }
        lines.add("");
        lines.add("batch %s: %s".formatted(report.batch().id(), report.batch().state()));
        lines.add("outputs: " + outputs);
        return lines;
    }

    private static String number(@Nullable Double value) {
        return value == null ? "–" : String.format(Locale.ROOT, "%.1f", value);
    }
}
