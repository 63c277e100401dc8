/** Training runs on the command line. */
@NullMarked
package dev.fader.cli.run;

import org.jspecify.annotations.NullMarked;
