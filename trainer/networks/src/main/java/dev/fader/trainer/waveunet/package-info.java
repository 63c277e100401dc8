/** Wave-U-Net: a waveform filtered at ever lower rates, and put together again. */
@NullMarked
package dev.fader.trainer.waveunet;

import org.jspecify.annotations.NullMarked;
