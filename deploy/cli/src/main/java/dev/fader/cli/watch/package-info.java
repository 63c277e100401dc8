/** How a batch is followed to its end, shown meanwhile, and summed up afterwards. */
@NullMarked
package dev.fader.cli.watch;

import org.jspecify.annotations.NullMarked;
