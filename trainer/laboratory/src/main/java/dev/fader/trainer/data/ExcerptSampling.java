package dev.fader.trainer.data;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.fader.trainer.configuration.Key;

/** Where the sources of an example come from. */
public enum ExcerptSampling {
    @Key(
            "ours: any place of any song; a source that is quiet there moves to another place. Left, right, or their mean, by lot")
    @JsonProperty("mixed")
    MIXED,
    @Key("one stretch of one song in which all sources are audible, the mean of the channels")
    @JsonProperty("paper")
    PAPER,
    @Key(
            "the authors' code: one place of each song in each epoch, a song's sources divided by the deviation of their sum; a source is active when its samples do not sum to zero")
    @JsonProperty("record")
    RECORD,
    @Key("HTMD-Net's: all windows of all songs, one after the other, each once in an epoch, silent ones too")
    @JsonProperty("windows")
    WINDOWS
}
