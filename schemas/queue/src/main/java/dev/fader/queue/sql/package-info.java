/** How both services reach the database. */
@NullMarked
package dev.fader.queue.sql;

import org.jspecify.annotations.NullMarked;
