/** What has to be there before the coordinator calls itself ready. */
@NullMarked
package dev.fader.coordinator.health;

import org.jspecify.annotations.NullMarked;
