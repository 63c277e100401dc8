/** Sound in and out: files, streams, rates and levels. */
@NullMarked
package dev.fader.trainer.audio;

import org.jspecify.annotations.NullMarked;
