@NullMarked
package dev.fader.trainer.cli;

import org.jspecify.annotations.NullMarked;
