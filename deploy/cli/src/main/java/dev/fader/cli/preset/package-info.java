/** Settings under a name. */
@NullMarked
package dev.fader.cli.preset;

import org.jspecify.annotations.NullMarked;
