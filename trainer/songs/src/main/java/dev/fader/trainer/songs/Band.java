package dev.fader.trainer.songs;

import dev.fader.trainer.songs.StemScore.Sung;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javax.sound.midi.Soundbank;

/**
 * Who plays one song.
 *
 * @param name of the SoundFont, or of the set of sounds
 * @param used by stem, the sounds that were played so far; of one SoundFont nothing, since its name says it
 */
record Band(String name, Player player, Vocalist vocalist, Supplier<Map<String, List<String>>> used) {

    static Band draw(Instruments instruments, Chance chance) {
        return switch (instruments) {
            case SoundFonts fonts -> {
                Soundbank soundbank = fonts.pick(chance.branch("soundfont"));
                yield new Band(
                        soundbank.getName(),
                        (stem, parts, its, frames) ->
                                new Synthesizer(soundbank, Song.SAMPLE_RATE_HZ).render(parts, frames),
                        Band::formant,
                        Map::of);
            }
            case Sounds sounds -> {
                Orchestra orchestra = sounds.draw(chance.branch("orchestra"));
                yield new Band(sounds.set() + " sounds", orchestra::play, orchestra::sing, orchestra::used);
            }
        };
    }

    /** The singer of formulas, whom every edition has. */
    static float[] formant(Sung tune, Chance chance, int frames) {
        return new FormantSinger(tune.voice(), Song.SAMPLE_RATE_HZ).sing(tune.notes(), chance, frames);
    }
}
