package dev.fader.trainer.songs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.songs.sound.FontNotes;
import dev.fader.trainer.songs.sound.MadeSounds;
import dev.fader.trainer.songs.sound.PitchTrack;
import dev.fader.trainer.songs.sound.SoundFont;
import dev.fader.trainer.songs.sound.SoundSet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sound.midi.Soundbank;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FontSurveyTest {

    @Test
    void noHeldNoteOfTheShippedSelectionHasAnOffset() throws IOException {
        SoundFont shipped = SoundLibrary.shipped().set(SoundSet.KNOWN).fonts().getFirst();

        List<FontSurvey.Program> programs = FontSurvey.of(shipped);

        assertThat(programs).hasSize(40).allSatisfy(program -> {
            assertThat(program.offset())
                    .as("offset of program %d", program.number())
                    .isLessThan(0.02);
            assertThat(program.below20Hz())
                    .as("below 20 Hz in program %d", program.number())
                    .isLessThan(0.01);
            assertThat(program.silentKeys())
                    .as("silent keys of program %d", program.number())
                    .isEmpty();
        });
    }

    @Test
    void anOffsetInTheFileIsHeardWithoutMending() throws IOException {
        Soundbank untouched = SoundFonts.load(List.of()).pick(new Chance(1));
        Part part = new Part(62, false, 64, 110, List.of(new Note(0, 1.5, 60, 100)));

        float[][] note = new Synthesizer(untouched, Song.SAMPLE_RATE_HZ).render(List.of(part), 60_000);

        assertThat(NoteMeasure.of(note, Song.SAMPLE_RATE_HZ).offset()).isGreaterThan(0.2);
    }

    @Test
    void anOffsetOfASampleIsTakenOutOfItsNotes() {
        SoundFont font = new SoundFont("made", MadeSounds.font(MadeSounds.tone(6000, 44_100)), FontNotes.NONE, 1);

        List<FontSurvey.Program> programs = FontSurvey.of(font);

        assertThat(programs).hasSize(1);
        assertThat(programs.getFirst().offset()).isLessThan(0.005);
        assertThat(programs.getFirst().trebleDb()).isLessThan(-40);
    }

    @Test
    void twoZonesThatHoldDifferentLoopsOfOneSampleHaveNoOffsetEither() {
        // the second loop is half a period longer, so that its mean is another
        SoundFont font = new SoundFont("made", MadeSounds.fontOfTwoLoops(MadeSounds.wave(44_100)), FontNotes.NONE, 1);

        assertThat(FontSurvey.of(font).getFirst().offset()).isLessThan(0.005);
    }

    @Test
    void aRootKeyThatTheFirstZoneGivesToAllIsHeeded() {
        // a tone of 441 Hz, said to be A3's: so A3 sounds as it is
        SoundFont font = new SoundFont("made", MadeSounds.fontOfRoot(57), FontNotes.NONE, 1);

        float[][] a3 = FontSurvey.held(font, 0, 57);

        assertThat(PitchTrack.of(a3[0], Song.SAMPLE_RATE_HZ).periods()[20]).isCloseTo(100, Offset.offset(0.5));
    }

    @Test
    void offsetAndRumbleAreNotClean() {
        assertThat(new FontSurvey.Program(0, 0.02, 0.01, -30, List.of()).isClean())
                .isTrue();
        assertThat(new FontSurvey.Program(0, 0.03, 0.01, -30, List.of()).isClean())
                .isFalse();
        assertThat(new FontSurvey.Program(0, 0.02, 0.02, -30, List.of()).isClean())
                .isFalse();
        assertThat(new VoiceSurvey.Singing("voice", 20, 60, 0.97, 0.84, -30).isUsable())
                .isFalse();
    }

    @Test
    void aProgramThatIsSilentAtAKeyIsMeasuredAtTheOthers() {
        SoundFont font = new SoundFont("made", MadeSounds.fontUpTo(60, MadeSounds.tone(0, 44_100)), FontNotes.NONE, 1);

        FontSurvey.Program program = FontSurvey.of(font).getFirst();

        assertThat(program.silentKeys()).containsExactly(72);
        assertThat(program.offset()).isLessThan(0.02);
    }

    @Test
    void aFontOfKitsAlonePlaysThemAsDrums() {
        SoundFont font = new SoundFont(
                "made",
                MadeSounds.font(MadeSounds.tone(0, 44_100)),
                new FontNotes(Map.of(), Set.of(), Map.of(46, 48)),
                1);

        assertThat(font.programs()).isEmpty();
        assertThat(font.kits()).containsExactly(0);
        assertThat(font.kit(0).toString()).startsWith("Drumkit:");
        assertThat(font.drumKey(46)).isEqualTo(48);
        assertThat(font.drumKey(38)).isEqualTo(38);
    }

    @Test
    void programsThatSoundWrongAreLeftOut() {
        SoundFont font = new SoundFont(
                "made",
                MadeSounds.font(MadeSounds.tone(0, 44_100)),
                new FontNotes(Map.of(0, "sounds wrong"), Set.of(), Map.of()),
                1);

        assertThat(font.programs()).isEmpty();
        assertThat(font.kits()).containsExactly(0);
    }
}
