package dev.fader.trainer.songs;

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
record Band(String name, Player player, Supplier<Map<String, List<String>>> used) {

    static Band draw(Instruments instruments, Chance chance) {
        return switch (instruments) {
            case SoundFonts fonts -> {
                Soundbank soundbank = fonts.pick(chance.branch("soundfont"));
                yield new Band(
                        soundbank.getName(),
                        (stem, parts, its, frames) ->
                                new Synthesizer(soundbank, Song.SAMPLE_RATE_HZ).render(parts, frames),
                        Map::of);
            }
            case Sounds sounds -> {
                Orchestra orchestra = sounds.draw(chance.branch("orchestra"));
                yield new Band(sounds.set() + " sounds", orchestra::play, orchestra::used);
            }
        };
    }
}
