package dev.fader.trainer.objective;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What training minimises. In configurations the keys of one tell which it is. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(RemixObjective.class), @JsonSubTypes.Type(WaveformObjective.class)})
public sealed interface Objective permits RemixObjective, WaveformObjective {

    /** The fewest samples of an example. */
    int leastSamples();

    /** Whether it is for a network that sees the gains, and for no other. */
    boolean seesGains();
}
