/** What an attempt came to, and what that means for its task: done, again later, or never again. */
@NullMarked
package dev.fader.worker.outcome;

import org.jspecify.annotations.NullMarked;
