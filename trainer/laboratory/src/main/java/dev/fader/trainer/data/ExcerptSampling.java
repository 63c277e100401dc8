package dev.fader.trainer.data;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the sources of an example come from. */
public enum ExcerptSampling {
    /**
     * Any place of any song; a source that is quiet there moves to another place. Left, right, or their mean, by lot.
     * Some examples have sources of different songs.
     */
    @JsonProperty("mixed")
    MIXED,
    /**
     * The paper's: one second of one song in which all sources are audible, the mean of the channels. Any song, any
     * place.
     */
    @JsonProperty("paper")
    PAPER,
    /**
     * The authors' record's: like the paper's, with one place of each song in each epoch, a song's sources divided by
     * the standard deviation of their sum, and a source counts as active when its samples do not sum to zero.
     */
    @JsonProperty("record")
    RECORD,
    /**
     * All windows that a song has, one after the other, and of all songs each once in an epoch, in an order of its own; silence is
     * learnt from as well. The mean of the channels. As HTMD-Net is trained.
     */
    @JsonProperty("windows")
    WINDOWS
}
