/** Objects in S3-compatible storage: what tasks read, and what they made. */
@NullMarked
package dev.fader.worker.storage;

import org.jspecify.annotations.NullMarked;
