package dev.fader.worker.outage;

import dev.fader.queue.outage.Breaker;
import dev.fader.schemas.kind.Need;

/** How a need of tasks is asked after; a bean of each need is found by itself. */
public record NeedBreaker(Need need, Breaker breaker) {}
