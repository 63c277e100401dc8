package dev.fader.worker.lease;

import org.jspecify.annotations.Nullable;

/** What a heartbeat says about a lease: who holds it, and how many seconds of audio are done of how many. */
record Held(Claim claim, double secondsDone, @Nullable Double secondsTotal) {}
