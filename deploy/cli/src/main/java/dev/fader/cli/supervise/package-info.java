/** Keeps processes alive: what ends or freezes is started again, until that is no help. */
@NullMarked
package dev.fader.cli.supervise;

import org.jspecify.annotations.NullMarked;
