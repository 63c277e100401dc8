package dev.fader.trainer.songs;

import dev.fader.trainer.songs.StemScore.Sung;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Records stems as the third edition does: each part by itself, with its amplifier or exciter, on one tape. */
final class Studio {

    /** What instruments play beside singers, relative to a lead voice. */
    private static final double BESIDE_SINGERS = 0.25;

    private static final int RATE = Song.SAMPLE_RATE_HZ;

    private final Band band;
    private final Tape tape;

    Studio(Band band, Tape tape) {
        this.band = band;
        this.tape = tape;
    }

    /**
     * A stem as recorded.
     *
     * @param sound (2, frames)
     * @param devices what each part went through, and the singers last, in words
     */
    record Take(float[][] sound, List<String> devices) {}

    Take record(StemScore score, Chance chance, int frames) {
        float[][] recorded = new float[2][tape.frames(frames)];
        List<String> devices = new ArrayList<>();
        for (int n = 0; n < score.parts().size(); n++) {
            Part part = tape.toRecord(score.parts().get(n));
            Chance its = chance.branch("part " + n);
            float[][] sound = band.player().play(score.name(), List.of(part), its.branch("sounds"), recorded[0].length);
            RumbleFilter.apply(sound, RATE);
            devices.add(treat(score.name(), amplified(part, score.name()), sound, its.branch("devices")));
            double level = score.sung().isEmpty() ? 1 : BESIDE_SINGERS;
            double gain = Level.gainTo(level * balance(part, n, its), sound);
            for (int c = 0; c < 2; c++) {
                Level.mix(recorded[c], sound[c], gain);
            }
        }
        List<Sung> tunes = score.sung().stream()
                .map(sung -> new Sung(sung.voice(), tape.toRecord(sung.notes()), sung.pan(), sung.gain()))
                .toList();
        if (!tunes.isEmpty()) {
            float[][] sung = new float[2][recorded[0].length];
            Singers.sing(tunes, band.vocalist(), chance, sung);
            devices.add(treat(score.name(), 0, sung, chance.branch("singers' devices")));
            for (int c = 0; c < 2; c++) {
                Level.mix(recorded[c], sung[c], 1);
            }
        }
        return new Take(tape.play(recorded, frames), List.copyOf(devices));
    }

    /** As MIDI's volume does: in squares. */
    private static double balance(Part part, int n, Chance chance) {
        double volume = part.volume() / 110.0;
        return volume * volume * (n == 0 ? 1 : Level.amplitude(chance.between(-3, 4)));
    }

    private static String treat(String stem, double amplified, float[][] sound, Chance chance) {
        List<String> devices = new ArrayList<>();
        boolean bass = stem.equals("bass");
        if (chance.happens(amplified)) {
            Amplifier amplifier = bass ? Amplifier.forBass(chance) : Amplifier.forGuitar(chance);
            amplifier.apply(sound, bass ? 30 : 80, RATE);
            devices.add(String.format(Locale.ROOT, "amplifier, drive %.1f", amplifier.drive()));
        }
        if (chance.happens(excited(stem))) {
            Exciter exciter = Exciter.draw(harmonicsDb(stem, chance), chance);
            exciter.apply(sound, RATE);
            devices.add(String.format(
                    Locale.ROOT,
                    "exciter, %.1f dB above %.0f Hz, bias %.2f",
                    exciter.levelDb(),
                    exciter.harmonicsFromHz(),
                    exciter.bias()));
        }
        return devices.isEmpty() ? "none" : String.join("; ", devices);
    }

    /** How often a part goes through an amplifier. */
    private static double amplified(Part part, String stem) {
        if (part.percussion()) {
            return 0;
        }
        return stem.equals("bass")
                ? 0.3
                : switch (part.program()) {
                    case 29, 30 -> 0.9;
                    case 26, 27, 28, 31 -> 0.5;
                    case 4, 5, 7, 16, 17, 18, 80, 81, 84, 87 -> 0.3;
                    default -> 0;
                };
    }

    /** How often a part gets harmonics: no stem always or never, or they would be its mark. */
    private static double excited(String stem) {
        return switch (stem) {
            case "drums", "vocals" -> 0.3;
            case "bass" -> 0.15;
            default -> 0.6;
        };
    }

    private static double harmonicsDb(String stem, Chance chance) {
        return switch (stem) {
            case "bass" -> chance.between(-42, -28);
            case "other" -> chance.between(-26, -11);
            default -> chance.between(-34, -17);
        };
    }
}
