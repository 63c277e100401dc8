/** What tells the sources of a mixture: networks of ours behind the interface that other separators take, too. */
@NullMarked
package dev.fader.trainer.separation;

import org.jspecify.annotations.NullMarked;
