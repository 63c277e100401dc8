/** The trainer's command line, and the commands to the modules that have none of their own. */
@NullMarked
package dev.fader.trainer.cli;

import org.jspecify.annotations.NullMarked;
