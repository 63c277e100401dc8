package dev.fader.schemas.remix;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a dry run found in an input; the JSON in {@code result.result} of a task of kind {@code probe}.
 *
 * @param bytes size of the object
 * @param remarks what is to be known of the input, as far as its header tells, and of its outputs: streams that would be
 *     left out, what it carries and an output has no place for
 */
public record ProbeResult(
        AudioProperties audio,
        long bytes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarks) {

    public ProbeResult(AudioProperties audio, long bytes, @Nullable List<String> remarks) {
        this.audio = audio;
        this.bytes = bytes;
        this.remarks = remarks == null ? List.of() : List.copyOf(remarks);
    }
}
