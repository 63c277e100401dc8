/** The command that lists, makes and removes presets: gains, format and loudness under a name. */
@NullMarked
package dev.fader.cli.preset;

import org.jspecify.annotations.NullMarked;
