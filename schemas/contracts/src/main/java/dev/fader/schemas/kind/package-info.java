/** The kinds of task: for each one descriptor, which is all that the queue, the API and the workers know of it. */
@NullMarked
package dev.fader.schemas.kind;

import org.jspecify.annotations.NullMarked;
