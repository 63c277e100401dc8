/** Training runs: what is asked of one, and what its tasks make. */
@NullMarked
package dev.fader.schemas.run;

import org.jspecify.annotations.NullMarked;
