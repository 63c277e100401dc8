/** Data sets of stems in object storage. */
@NullMarked
package dev.fader.schemas.dataset;

import org.jspecify.annotations.NullMarked;
