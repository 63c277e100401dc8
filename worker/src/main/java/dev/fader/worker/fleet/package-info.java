/** The worker's row in the database, by which the coordinator knows that it lives and what it can take. */
@NullMarked
package dev.fader.worker.fleet;

import org.jspecify.annotations.NullMarked;
