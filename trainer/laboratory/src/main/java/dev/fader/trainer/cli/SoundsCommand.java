package dev.fader.trainer.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.checkpoint.Json;
import dev.fader.trainer.songs.FontSurvey;
import dev.fader.trainer.songs.KitSurvey;
import dev.fader.trainer.songs.SoundLibrary;
import dev.fader.trainer.songs.SoundLibrary.Holding;
import dev.fader.trainer.songs.VoiceSurvey;
import dev.fader.trainer.songs.sound.RecordedKit;
import dev.fader.trainer.songs.sound.SoundFont;
import dev.fader.trainer.songs.sound.SoundSet;
import dev.fader.trainer.songs.sound.SpokenWords;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code fader trainer sounds}: what songs of the third edition can be played with on this machine. */
@Command(
        name = "sounds",
        description = "Play and measure every sound that songs can be made of here, name the packages that are missing,"
                + " and see that no recording is both known and held out.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
public final class SoundsCommand implements Callable<Integer> {

    private static final String ROW = "%-9s %-22s %-36s %-14s %7s %8s %5s %8s %7s";

    @Option(
            names = "--library",
            defaultValue = "/",
            description = "/, where Debian's packages are installed, or the folder into which they were unpacked"
                    + " (default ${DEFAULT-VALUE})")
    private Path library = Path.of("/");

    @Option(names = "--each", description = "also print what was measured of each program and drum")
    private boolean each;

    @Option(names = "--json", description = "print only the JSON object")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        SoundLibrary sounds = SoundLibrary.in(library);
        ObjectNode report = Json.MAPPER.createObjectNode().put("name", "sounds");
        List<String> shared = sounds.shared();
        boolean ok = shared.isEmpty();
        say(ROW, "set", "sound", "package", "licence", "samples", "programs", "kits", "< 20 Hz", "offset");
        for (Holding holding : sounds.holdings()) {
            ok &= tell(holding, report.withArray("sounds").addObject());
        }
        Set<String> missing = new TreeSet<>(sounds.missing(SoundSet.KNOWN));
        missing.addAll(sounds.missing(SoundSet.HELD_OUT));
        missing.forEach(report.putArray("missing")::add);
        shared.forEach(report.putArray("shared")::add);
        report.put("disjoint", shared.isEmpty()).put("ok", ok);
        say("%s", missing.isEmpty() ? "no package is missing" : "missing: " + String.join(" ", missing));
        shared.forEach(line -> say("%s", line));
        say("%s", shared.isEmpty() ? "no recording is both known and held out" : "the sets are not disjoint");
        System.out.println(Json.MAPPER.writeValueAsString(report));
        return ExitCode.ofCheck(ok);
    }

    /** @return whether nothing is wrong with it */
    private boolean tell(Holding holding, ObjectNode row) {
        row.put("sound", holding.name())
                .put("package", holding.debianPackage().orElse("shipped"))
                .put("set", holding.set().toString())
                .put("licence", holding.licence())
                .put("found", holding.found());
        if (!holding.found()) {
            say(
                    ROW,
                    holding.set(),
                    holding.name(),
                    row.path("package").asText(),
                    holding.licence(),
                    "missing",
                    "",
                    "",
                    "",
                    "");
            return true;
        }
        holding.font().ifPresent(font -> measure(font, row));
        holding.kit().ifPresent(kit -> measure(kit, row));
        holding.voice().ifPresent(voice -> measure(voice, row));
        double offset = row.path("largest_offset").asDouble();
        say(
                ROW,
                holding.set(),
                holding.name(),
                row.path("package").asText(),
                holding.licence(),
                row.path("samples").asText(),
                row.path("programs").asText(),
                row.path("kits").asText(),
                String.format(
                        Locale.ROOT,
                        "%.4f",
                        row.path("largest_share_below_20_hz").asDouble()),
                String.format(Locale.ROOT, "%.4f", offset));
        if (each) {
            row.path("each").forEach(measured -> say("  %s", measured));
        }
        row.path("silent").forEach(note -> say("  silent: %s", note.asText()));
        return row.path("ok").asBoolean();
    }

    private void measure(SoundFont font, ObjectNode row) {
        List<FontSurvey.Program> programs = FontSurvey.of(font);
        row.put("ok", programs.stream().allMatch(FontSurvey.Program::isClean))
                .put("samples", font.samples())
                .put("programs", programs.size())
                .put("kits", font.kits().size())
                .put(
                        "largest_offset",
                        programs.stream()
                                .mapToDouble(FontSurvey.Program::offset)
                                .max()
                                .orElse(0))
                .put(
                        "largest_share_below_20_hz",
                        programs.stream()
                                .mapToDouble(FontSurvey.Program::below20Hz)
                                .max()
                                .orElse(0));
        for (FontSurvey.Program program : programs) {
            program.silentKeys()
                    .forEach(key -> row.withArray("silent").add("program " + program.number() + " at key " + key));
        }
        row.put("kicks_share_below_20_hz", FontSurvey.kicksBelow20Hz(font));
        programs.stream()
                .map(FontSurvey.Program::number)
                .filter(font::bright)
                .forEach(row.putArray("bright_programs")::add);
        if (each) {
            row.set("each", Json.MAPPER.valueToTree(programs));
        }
    }

    private void measure(RecordedKit kit, ObjectNode row) {
        List<KitSurvey.Drum> drums = KitSurvey.of(kit);
        // a hit that lasts a tenth of a second has a mean, though no offset
        row.put("ok", true)
                .put("samples", drums.stream().mapToInt(KitSurvey.Drum::layers).sum())
                .put("programs", 0)
                .put("kits", 1)
                .put(
                        "largest_offset",
                        drums.stream().mapToDouble(KitSurvey.Drum::offset).max().orElse(0))
                .put(
                        "largest_share_below_20_hz",
                        drums.stream()
                                .mapToDouble(KitSurvey.Drum::below20Hz)
                                .max()
                                .orElse(0));
        if (each) {
            row.set("each", Json.MAPPER.valueToTree(drums));
        }
    }

    private void measure(SpokenWords words, ObjectNode row) {
        VoiceSurvey.Singing singing = VoiceSurvey.of(words.voice());
        row.put("ok", singing.isUsable())
                .put("samples", words.size())
                .put("voiced", singing.voiced())
                .put("in_tune", singing.inTune());
        if (each) {
            row.set("each", Json.MAPPER.valueToTree(List.of(singing)));
        }
    }

    private void say(String format, Object... values) {
        if (!json) {
            System.out.println(String.format(Locale.ROOT, format, values).stripTrailing());
        }
    }
}
