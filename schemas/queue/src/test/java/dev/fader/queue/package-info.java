/** The real database as tests of several modules fill and read it. */
@NullMarked
package dev.fader.queue;

import org.jspecify.annotations.NullMarked;
