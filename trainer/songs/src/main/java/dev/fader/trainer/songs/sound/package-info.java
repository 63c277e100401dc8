/** Where songs' sounds come from: SoundFonts and recorded drum kits as files, before anybody plays on them. */
@NullMarked
package dev.fader.trainer.songs.sound;

import org.jspecify.annotations.NullMarked;
