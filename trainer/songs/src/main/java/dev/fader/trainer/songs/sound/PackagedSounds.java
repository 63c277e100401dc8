package dev.fader.trainer.songs.sound;

import static dev.fader.trainer.songs.sound.SoundSet.HELD_OUT;
import static dev.fader.trainer.songs.sound.SoundSet.KNOWN;

import dev.fader.trainer.songs.sound.PackagedSound.Font;
import dev.fader.trainer.songs.sound.PackagedSound.Kit;
import dev.fader.trainer.songs.sound.PackagedSound.Voice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The Debian packages whose sounds songs use, and to which set each belongs. */
public final class PackagedSounds {

    private static final String SF2 = "usr/share/sounds/sf2/";

    private static final String THUMP = "4 to 18 % of an orchestra hit lie below 20 Hz";
    private static final String RUMBLE = "1.8 % of a slap bass lie below 20 Hz";
    private static final String WRONG = "the JDK's synthesizer plays it wrong, or it rumbles";
    private static final String OFFSET = "offset above 0.02 is left";

    /**
     * Two of Hydrogen's kits are used in neither set: circAfrique and Gimme A Hand are hand drums, without kick and
     * snare. The Black Pearl is held out since its maker made the AVL kits too, and sf_GMbank since it has 275 recordings
     * in common with TimGM6mb.
     */
    public static final List<PackagedSound> ALL = List.of(
            new Font(
                    "FluidR3",
                    "fluid-soundfont-gm",
                    SF2 + "FluidR3_GM.sf2",
                    KNOWN,
                    "MIT",
                    new FontNotes(
                            Map.of(37, RUMBLE, 55, THUMP),
                            Set.of(6, 9, 10, 15, 22, 23, 25, 36, 59, 61, 80, 81, 86, 88, 104, 105, 108),
                            Map.of())),
            new Font(
                    "MuseScore General",
                    "musescore-general-soundfont-lossless",
                    SF2 + "MuseScore_General_Full.sf2",
                    KNOWN,
                    "MIT and public domain",
                    new FontNotes(
                            allOf(WRONG, 5, 16, 37, 38, 45, 48, 80, 81, 86, 88, 96, 103, 118, 55),
                            Set.of(6, 9, 15, 22, 23, 25, 36, 39, 42, 44, 59, 61, 63, 100, 101, 104, 105, 108),
                            Map.of())),
            new Font(
                    "sf_GMbank",
                    "csound-soundfont",
                    SF2 + "sf_GMbank.sf2",
                    HELD_OUT,
                    "public domain",
                    new FontNotes(
                            Map.of(38, OFFSET, 55, THUMP),
                            Set.of(
                                    5, 6, 7, 9, 10, 12, 13, 15, 23, 25, 27, 47, 59, 80, 81, 84, 86, 88, 100, 104, 105,
                                    106, 108, 111),
                            Map.of())),
            kit("Audiophob", KNOWN, "CC0"),
            kit("BJA_Pacific", KNOWN, "CC-BY-SA-3.0-US"),
            kit("ColomboAcousticDrumkit", KNOWN, "GPL-2+"),
            kit("ElectricEmpireKit", KNOWN, "GPL-2+"),
            kit("HardElectro1", KNOWN, "GPL-2+"),
            kit("Millo-Drums_v.1", KNOWN, "GPL-2"),
            kit("Millo_MultiLayered2", KNOWN, "GPL-2"),
            kit("Millo_MultiLayered3", KNOWN, "GPL-2"),
            kit("VariBreaks", KNOWN, "GPL-2+"),
            kit("rumpf_kit_z01_h2", KNOWN, "CC-BY-3.0"),
            new Font(
                    "TimGM6mb",
                    "timgm6mb-soundfont",
                    SF2 + "TimGM6mb.sf2",
                    HELD_OUT,
                    "GPL-2",
                    new FontNotes(
                            Map.of(38, OFFSET, 55, THUMP),
                            Set.of(5, 6, 7, 9, 12, 13, 15, 25, 27, 47, 59, 80, 84, 88, 96, 104, 105, 106, 108, 111),
                            Map.of())),
            avl("Black_Pearl_4_LV2"),
            avl("Red_Zeppelin_4_LV2"),
            kit("ForzeeStereo", HELD_OUT, "GPL-2"),
            kit("The Black Pearl 1.0", HELD_OUT, "GPL-2"),
            hedgewars("British"),
            hedgewars("Default_es"),
            hedgewars("Default_uk"),
            hedgewars("HillBilly"),
            hedgewars("Mobster"),
            hedgewars("Russian"),
            hedgewars("Singer"),
            hedgewars("Surfer"),
            ktuberling("el"),
            ktuberling("lt"),
            ktuberling("sr"),
            ktuberling("uk"),
            ktuberling("wa"));

    private PackagedSounds() {}

    private static Map<Integer, String> allOf(String reason, int... programs) {
        return IntStream.of(programs).boxed().collect(Collectors.toUnmodifiableMap(Function.identity(), its -> reason));
    }

    private static Kit kit(String name, SoundSet set, String licence) {
        return new Kit(name, "hydrogen-drumkits", "usr/share/hydrogen/data/drumkits/" + name, set, licence);
    }

    /** Those of its voices that are in tune when they are sung. */
    private static Voice hedgewars(String name) {
        return new Voice(
                "hedgewars " + name,
                "hedgewars-data",
                "usr/share/games/hedgewars/Data/Sounds/voices/" + name,
                KNOWN,
                "GFDL-1.3");
    }

    /** Those of its languages' speakers whose recordings have treble. */
    private static Voice ktuberling(String language) {
        return new Voice(
                "ktuberling " + language,
                "ktuberling-data",
                "usr/share/ktuberling/sounds/" + language,
                HELD_OUT,
                "GPL-2+");
    }

    private static Font avl(String name) {
        // two toms on four keys, the hats' widest opening on 48
        Map<Integer, Integer> keys = Map.of(35, 36, 46, 48, 48, 47, 50, 45);
        return new Font(
                name,
                "avldrums.lv2-soundfont",
                SF2 + name + ".sf2",
                HELD_OUT,
                "CC-BY-SA-3.0",
                new FontNotes(Map.of(), Set.of(), keys));
    }
}
