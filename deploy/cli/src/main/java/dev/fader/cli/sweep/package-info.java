/** Sweeps on the command line. */
@NullMarked
package dev.fader.cli.sweep;

import org.jspecify.annotations.NullMarked;
