/** Commands that measure speed, memory and agreement, of ours and of others in processes beside it. */
@NullMarked
package dev.fader.trainer.benchmark;

import org.jspecify.annotations.NullMarked;
