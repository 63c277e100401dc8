/** HTMD-Net: a masking network, then one that removes what the masks leave of other sources, for one voice. */
@NullMarked
package dev.fader.trainer.htmdnet;

import org.jspecify.annotations.NullMarked;
