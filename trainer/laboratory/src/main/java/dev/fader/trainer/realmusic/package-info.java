/** Music that people recorded or sequenced, of which some stems are known: made into folders of stems, to measure on. */
@NullMarked
package dev.fader.trainer.realmusic;

import org.jspecify.annotations.NullMarked;
