/** How near estimates are to the truth: remix metrics, loudness difference, BSS Eval version 3 and version 4. */
@NullMarked
package dev.fader.trainer.metrics;

import org.jspecify.annotations.NullMarked;
