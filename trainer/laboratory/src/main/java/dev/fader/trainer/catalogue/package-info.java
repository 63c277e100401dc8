/** Makes a small catalogue of songs in many formats, with its truth, to show and to check a remix service on. */
@NullMarked
package dev.fader.trainer.catalogue;

import org.jspecify.annotations.NullMarked;
