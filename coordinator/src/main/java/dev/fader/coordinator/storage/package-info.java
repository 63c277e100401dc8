/** Objects in S3 as the coordinator needs them: presigned links, listings and removal; never their content. */
@NullMarked
package dev.fader.coordinator.storage;

import org.jspecify.annotations.NullMarked;
