package dev.fader.schemas.remix;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file that a task made.
 *
 * @param name of the variant, as in {@link Variant}
 * @param remarks what is to be known of it besides: streams of the input that were left out, what the input carries and the
 *     output has no place for
 */
public record RemixOutput(
        String name,
        StoredObject object,
        AudioProperties audio,
        QualityRecord quality,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> remarks) {

    public RemixOutput(
            String name,
            StoredObject object,
            AudioProperties audio,
            QualityRecord quality,
            @Nullable List<String> remarks) {
        this.name = name;
        this.object = object;
        this.audio = audio;
        this.quality = quality;
        this.remarks = remarks == null ? List.of() : List.copyOf(remarks);
    }
}
