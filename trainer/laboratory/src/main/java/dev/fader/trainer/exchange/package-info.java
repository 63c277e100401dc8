/** Networks in and out: what other tools read, and what they wrote. */
@NullMarked
package dev.fader.trainer.exchange;

import org.jspecify.annotations.NullMarked;
