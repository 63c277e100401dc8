/** What files say about the music in them: tags and cover pictures, and their bytes where FFmpeg writes none. */
@NullMarked
package dev.fader.trainer.tags;

import org.jspecify.annotations.NullMarked;
