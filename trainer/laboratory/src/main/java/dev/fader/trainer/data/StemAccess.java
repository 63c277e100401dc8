package dev.fader.trainer.data;

/** How stems come to be readable: what is coded is decoded into a cache, and what is on its way is waited for. */
record StemAccess(StemCache cache, Arrival arrival) {}
