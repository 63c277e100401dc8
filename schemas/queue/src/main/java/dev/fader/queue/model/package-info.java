/** Models and aliases in the database, as both services write and read them. */
@NullMarked
package dev.fader.queue.model;

import org.jspecify.annotations.NullMarked;
