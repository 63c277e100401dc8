package dev.fader.trainer.songs;

import dev.fader.trainer.songs.sound.RecordedHits;
import dev.fader.trainer.songs.sound.RecordedKit;
import dev.fader.trainer.songs.sound.SoundFont;
import dev.fader.trainer.songs.sound.SoundSet;
import dev.fader.trainer.songs.sound.SpokenWords;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** What the songs of one data set may be played with, since the third edition. */
public final class Sounds implements Instruments {

    private final SoundSet set;
    private final List<SoundFont> fonts;
    private final List<RecordedKit> kits;
    private final List<SpokenWords> voices;
    private final RecordedHits hits;

    Sounds(SoundSet set, List<SoundFont> fonts, List<RecordedKit> kits, List<SpokenWords> voices, RecordedHits hits) {
        this.set = set;
        this.fonts = List.copyOf(fonts);
        this.kits = List.copyOf(kits);
        this.voices = List.copyOf(voices);
        this.hits = hits;
    }

    public SoundSet set() {
        return set;
    }

    /** Names of all SoundFonts, kits and voices, in order; together with a seed they say what a song is. */
    public List<String> names() {
        return Stream.of(
                        fonts.stream().map(SoundFont::name),
                        kits.stream().map(RecordedKit::name),
                        voices.stream().map(SpokenWords::name))
                .flatMap(Function.identity())
                .toList();
    }

    /** The players of one song: the same chance gives the same. */
    public Orchestra draw(Chance chance) {
        return new Orchestra(this, chance);
    }

    List<SoundFont> fonts() {
        return fonts;
    }

    List<RecordedKit> kits() {
        return kits;
    }

    List<SpokenWords> voices() {
        return voices;
    }

    RecordedHits hits() {
        return hits;
    }
}
