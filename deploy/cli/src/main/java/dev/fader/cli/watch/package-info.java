/** How a batch is shown while it runs. */
@NullMarked
package dev.fader.cli.watch;

import org.jspecify.annotations.NullMarked;
