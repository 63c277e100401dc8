/** How networks are trained to remix: the remixers of the paper and ours, their losses, and the programs that train. */
@NullMarked
package dev.fader.trainer.objective;

import org.jspecify.annotations.NullMarked;
