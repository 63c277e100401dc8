/** Data sets: where their songs lie in storage, what is in them by hash, and what their check is asked and answers. */
@NullMarked
package dev.fader.schemas.dataset;

import org.jspecify.annotations.NullMarked;
