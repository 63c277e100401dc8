/** The words for what a remix is asked, of which file, and for what came of it. */
@NullMarked
package dev.fader.schemas.remix;

import org.jspecify.annotations.NullMarked;
