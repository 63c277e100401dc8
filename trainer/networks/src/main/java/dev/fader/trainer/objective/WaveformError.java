package dev.fader.trainer.objective;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.configuration.Key;
import dev.fader.trainer.graph.Ops;
import dev.fader.trainer.graph.Value;

/** How far two waveforms are from each other. */
public enum WaveformError {
    @Key("mean of squares")
    @JsonProperty("mse")
    MSE,
    @Key("mean of magnitudes")
    @JsonProperty("mae")
    MAE,
    @Key("they are not compared")
    @JsonProperty("none")
    NONE;

    /** @return over all elements, a scalar @throws IllegalStateException where nothing is compared */
    Value between(Value target, Value estimate) {
        Value difference = target.minus(estimate);
        return Ops.mean(
                switch (this) {
                    case MSE -> Ops.square(difference);
                    case MAE -> Ops.abs(difference);
                    case NONE -> throw new IllegalStateException("there is no error to compute");
                });
    }
}
