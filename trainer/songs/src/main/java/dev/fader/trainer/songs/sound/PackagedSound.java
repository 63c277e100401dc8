package dev.fader.trainer.songs.sound;

/** A sound that a Debian package brings. */
public sealed interface PackagedSound {

    /** As songs' records call it. */
    String name();

    String debianPackage();

    /** Where the package puts it, under the root folder. */
    String path();

    SoundSet set();

    /** As Debian's copyright file states it. */
    String licence();

    /** A SoundFont 2 file. */
    record Font(String name, String debianPackage, String path, SoundSet set, String licence, FontNotes notes)
            implements PackagedSound {}

    /** The folder of a recorded Hydrogen drum kit. */
    record Kit(String name, String debianPackage, String path, SoundSet set, String licence) implements PackagedSound {}

    /** The folder of a speaker's words. */
    record Voice(String name, String debianPackage, String path, SoundSet set, String licence)
            implements PackagedSound {}
}
