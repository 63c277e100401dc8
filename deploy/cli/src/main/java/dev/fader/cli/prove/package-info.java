/** Proofs under faults: the real service, things taken away from it, and what became of every file. */
@NullMarked
package dev.fader.cli.prove;

import org.jspecify.annotations.NullMarked;
