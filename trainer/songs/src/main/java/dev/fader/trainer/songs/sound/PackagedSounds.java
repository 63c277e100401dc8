package dev.fader.trainer.songs.sound;

import static dev.fader.trainer.songs.sound.SoundSet.HELD_OUT;
import static dev.fader.trainer.songs.sound.SoundSet.KNOWN;

import dev.fader.trainer.songs.sound.PackagedSound.Font;
import dev.fader.trainer.songs.sound.PackagedSound.Kit;
import java.util.List;

/** The Debian packages whose sounds songs use, and to which set each belongs. */
public final class PackagedSounds {

    private static final String SF2 = "usr/share/sounds/sf2/";

    /**
     * Two of Hydrogen's kits are used in neither set: circAfrique and Gimme A Hand are hand drums, without kick and
     * snare. The Black Pearl is held out since its maker made the AVL kits too.
     */
    public static final List<PackagedSound> ALL = List.of(
            new Font("FluidR3", "fluid-soundfont-gm", SF2 + "FluidR3_GM.sf2", KNOWN, "MIT", FontNotes.NONE),
            new Font(
                    "MuseScore General",
                    "musescore-general-soundfont-lossless",
                    SF2 + "MuseScore_General_Full.sf2",
                    KNOWN,
                    "MIT",
                    FontNotes.NONE),
            new Font("sf_GMbank", "csound-soundfont", SF2 + "sf_GMbank.sf2", HELD_OUT, "public domain", FontNotes.NONE),
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
            new Font("TimGM6mb", "timgm6mb-soundfont", SF2 + "TimGM6mb.sf2", HELD_OUT, "GPL-2", FontNotes.NONE),
            avl("Black_Pearl_4_LV2"),
            avl("Red_Zeppelin_4_LV2"),
            kit("ForzeeStereo", HELD_OUT, "GPL-2"),
            kit("The Black Pearl 1.0", HELD_OUT, "GPL-2"));

    private PackagedSounds() {}

    private static Kit kit(String name, SoundSet set, String licence) {
        return new Kit(name, "hydrogen-drumkits", "usr/share/hydrogen/data/drumkits/" + name, set, licence);
    }

    private static Font avl(String name) {
        return new Font(name, "avldrums.lv2-soundfont", SF2 + name + ".sf2", HELD_OUT, "CC-BY-SA-3.0", FontNotes.NONE);
    }
}
