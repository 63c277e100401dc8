package dev.fader.trainer.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.configuration.Key;
import java.util.List;

/**
 * What made some estimates of songs, as {@value EstimatesFolder#LABEL} beside them says.
 */
public record EstimatesLabel(
        @Key("of what made the estimates, in tables and pictures")
        String name,

        @Key("of the model's file, by which a mixer knows the separators that it was trained for")
        String sha256,

        @Key("that are estimated") List<String> sources,

        @Key(value = "of the estimates", unit = "Hz", min = 1, max = 192000) @JsonProperty("sample_rate_hz")
        int sampleRateHz,

        @Key(value = "how many numbers were trained; 0 if that is not known", min = 0, standard = "0")
        long parameters,

        @Key(
                value = "names of the separators whose estimates it mixes; empty for a separator",
                mayBeEmpty = true,
                standard = "[]")
        List<String> mixes,

        @Key(
                value = "how long the separation took",
                standard = "{\"device\": \"unknown\", \"seconds\": 0, \"audio_seconds\": 0}")
        @JsonProperty("run_time")
        RunTime runTime) {

    public EstimatesLabel {
        sources = List.copyOf(sources);
        mixes = mixes == null ? List.of() : List.copyOf(mixes);
        runTime = runTime == null ? RunTime.UNKNOWN : runTime;
    }

    /** How long the separation took. @param device such as {@code cpu} @param audioSeconds length of what was separated */
    public record RunTime(
            String device,
            double seconds,
            @JsonProperty("audio_seconds") double audioSeconds) {

        /** Of estimates whose label does not tell. */
        public static final RunTime UNKNOWN = new RunTime("unknown", 0, 0);

        /** Seconds of work for a second of sound; NaN if it is not known. */
        public double perSecond() {
            return audioSeconds > 0 ? seconds / audioSeconds : Double.NaN;
        }
    }

    /** Whether it separates by itself. */
    public boolean separates() {
        return mixes.isEmpty();
    }

    /** The same under another name. */
    public EstimatesLabel named(String newName) {
        return new EstimatesLabel(newName, sha256, sources, sampleRateHz, parameters, mixes, runTime);
    }

    /** The same with what was measured. */
    public EstimatesLabel timed(RunTime newRunTime) {
        return new EstimatesLabel(name, sha256, sources, sampleRateHz, parameters, mixes, newRunTime);
    }
}
