/** What is measured and never tested: speed, memory, agreement. */
@NullMarked
package dev.fader.trainer.benchmark;

import org.jspecify.annotations.NullMarked;
