/** The command line of the laboratory, and the commands to the modules that have none. */
@NullMarked
package dev.fader.trainer.cli;

import org.jspecify.annotations.NullMarked;
