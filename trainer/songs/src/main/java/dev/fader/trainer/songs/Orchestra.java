package dev.fader.trainer.songs;

import dev.fader.trainer.songs.StemScore.Sung;
import dev.fader.trainer.songs.Synthesizer.PlayedPart;
import dev.fader.trainer.songs.sound.RecordedKit;
import dev.fader.trainer.songs.sound.RecordedVoice;
import dev.fader.trainer.songs.sound.SoundFont;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who plays one song: each melodic part by an instrument of a SoundFont of its own, the drums by one kit, recorded or a
 * SoundFont's. For one thread.
 */
public final class Orchestra {

    /** Share of the songs that are drummed on a recorded kit, where there is one. */
    private static final double RECORDED = 0.65;

    /** Share of the singers that are recorded voices, where there are some. */
    private static final double RECORDED_SINGER = 0.6;

    /** Semitones between speech and song beyond which a voice is no longer one. */
    private static final double FARTHEST = 12;

    private final Sounds sounds;
    private final Chance drums;
    private final Chance singers;
    private final Map<String, List<String>> used = new LinkedHashMap<>();

    Orchestra(Sounds sounds, Chance chance) {
        this.sounds = sounds;
        this.drums = chance.branch("drums");
        this.singers = chance.branch("singers");
    }

    /**
     * Plays some or all of a stem's parts: up to 15 melodic ones and one of percussion.
     *
     * @param chance draws the instruments
     * @return stereo at 44.1 kHz, (2, frames)
     */
    public float[][] play(String stem, List<Part> parts, Chance chance, int frames) {
        List<PlayedPart> played = new ArrayList<>();
        List<String> names = new ArrayList<>();
        float[][] out = new float[2][frames];
        for (int n = 0; n < parts.size(); n++) {
            Part part = parts.get(n);
            if (!part.percussion()) {
                played.add(melodic(part, chance.branch("part " + n), names));
            } else if (!sounds.kits().isEmpty() && drums.branch("kind").happens(RECORDED)) {
                RecordedKit kit = drums.branch("kit").pick(sounds.kits());
                names.add(kit.name());
                KitPlayer player = new KitPlayer(kit, sounds.hits(), drums.branch("player"), Song.SAMPLE_RATE_HZ);
                mix(player.play(part.notes(), frames), part.volume() / 127.0, out);
            } else {
                played.add(kit(part, names));
            }
        }
        if (!played.isEmpty()) {
            mix(Synthesizer.play(played, Song.SAMPLE_RATE_HZ, frames), 1, out);
        }
        used.computeIfAbsent(stem, its -> new ArrayList<>()).addAll(names);
        return out;
    }

    /** Sings a tune, by a recorded voice that is at home at its height or by the singer of formulas. */
    float[] sing(Sung tune, Chance chance, int frames) {
        // two takes of one singer are one speaker's; a singer is known by the body
        Chance its = singers.branch(tune.voice().low() + " " + tune.voice().high() + " "
                + Double.doubleToLongBits(tune.voice().tract()));
        if (!sounds.voices().isEmpty() && !tune.notes().isEmpty() && its.happens(RECORDED_SINGER)) {
            RecordedVoice voice = its.pick(sounds.voices()).voice();
            double height =
                    tune.notes().stream().mapToInt(Note::pitch).average().orElse(0);
            if (Math.abs(height - voice.key()) < FARTHEST) {
                used.computeIfAbsent("vocals", stem -> new ArrayList<>()).add("voice " + voice.name());
                return new RecordedSinger(voice, tune.voice(), Song.SAMPLE_RATE_HZ).sing(tune.notes(), chance, frames);
            }
        }
        return Band.formant(tune, chance, frames);
    }

    /** By stem, in the order in which they were played: the SoundFont and program, or the kit, of each part. */
    public Map<String, List<String>> used() {
        return Collections.unmodifiableMap(used);
    }

    /** Whether some SoundFont here plays the program with treble at C5; such a part is then given to one that does. */
    public boolean bright(int program) {
        return sounds.fonts().stream().anyMatch(font -> font.bright(program));
    }

    private PlayedPart melodic(Part part, Chance chance, List<String> names) {
        int program = nearest(part.program());
        List<SoundFont> having = sounds.fonts().stream()
                .filter(font -> font.programs().contains(program))
                .toList();
        List<SoundFont> bright =
                having.stream().filter(font -> font.bright(program)).toList();
        SoundFont font = chance.pick(bright.isEmpty() ? having : bright);
        names.add(font.name() + " " + program);
        return new PlayedPart(part, font.melodic(program));
    }

    /** The program itself, or the nearest that some SoundFont has: same family, then any. */
    private int nearest(int program) {
        int nearest = -1;
        int distance = Integer.MAX_VALUE;
        for (SoundFont font : sounds.fonts()) {
            for (int candidate : font.programs()) {
                int family = candidate / 8 == program / 8 ? 0 : 1000;
                int its = family + Math.abs(candidate - program);
                if (its < distance) {
                    distance = its;
                    nearest = candidate;
                }
            }
        }
        return nearest;
    }

    private PlayedPart kit(Part part, List<String> names) {
        SoundFont font = drums.branch("font")
                .pick(sounds.fonts().stream()
                        .filter(its -> !its.kits().isEmpty())
                        .toList());
        int kit = drums.branch("number").pick(font.kits());
        names.add(font.name() + " kit " + kit);
        List<Note> notes = part.notes().stream()
                .map(note -> new Note(note.start(), note.seconds(), font.drumKey(note.pitch()), note.velocity()))
                .toList();
        return new PlayedPart(new Part(part.program(), true, part.pan(), part.volume(), notes), font.kit(kit));
    }

    private static void mix(float[][] sound, double gain, float[][] out) {
        for (int c = 0; c < out.length; c++) {
            Level.mix(out[c], sound[c], gain);
        }
    }
}
