/** Conv-TasNet for one target and the rest, as HTMD-Net is compared with it. */
@NullMarked
package dev.fader.trainer.onetarget;

import org.jspecify.annotations.NullMarked;
