/** The line on the terminal that shows how far a command is. */
@NullMarked
package dev.fader.trainer.progress;

import org.jspecify.annotations.NullMarked;
