/** What people write for the trainer in JSON: what its keys mean, what they may be, and what is wrong with a file. */
@NullMarked
package dev.fader.trainer.configuration;

import org.jspecify.annotations.NullMarked;
