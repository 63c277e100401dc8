package dev.fader.coordinator.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.schemas.api.Collision;
import dev.fader.schemas.naming.FileName;
import dev.fader.schemas.remix.Gain;
import dev.fader.schemas.remix.LoudnessPolicy;
import dev.fader.schemas.remix.ObjectRef;
import dev.fader.schemas.remix.OutputFormat;
import dev.fader.schemas.remix.RemixSpec;
import dev.fader.schemas.remix.Variant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutputNamesTest {

    private final OutputNames names = new OutputNames();
    private int item;

    @Test
    void filesThatDifferInTheirExtensionsAloneStaySeveral() {
        for (String file : List.of("a.aif", "a.aiff", "b.w64", "b.wav", "c.flac", "c.ogg", "d.m4a", "d.mp4")) {
            assertThat(take(OutputFormat.SAME, file)).as(file).isNull();
        }
    }

    @Test
    void inOneFormatTheyWouldBeOne() {
        assertThat(take(OutputFormat.FLAC, "a.aif")).isNull();
        assertThat(take(OutputFormat.FLAC, "a.aiff")).isEqualTo(Collision.of(1, 0, "a.flac"));
        assertThat(take(OutputFormat.MP3, "a.aiff")).isNull();
    }

    @Test
    void namesAreComparedAsFileSystemsDo() {
        assertThat(take(OutputFormat.SAME, "Bj\u00F6rk/One.wav")).isNull();
        assertThat(take(OutputFormat.SAME, "bjo\u0308rk/ONE.wav")).isEqualTo(Collision.of(1, 0, "bjo\u0308rk/ONE.wav"));
    }

    @Test
    void aNameThatAnotherMayGetOnceItIsOpenedIsTaken() {
        assertThat(take(OutputFormat.SAME, "c.ogg")).isNull();
        assertThat(take(OutputFormat.SAME, "c.ogg.flac")).isEqualTo(Collision.of(1, 0, "c.ogg.flac"));
        assertThat(take(OutputFormat.SAME, "d.wav")).isNull();
        assertThat(take(OutputFormat.SAME, "d.wav.mp3")).isNull();
        assertThat(take(OutputFormat.SAME, "e")).isNull();
        assertThat(take(OutputFormat.SAME, "e.w64")).isNull();
        assertThat(take(OutputFormat.SAME, "e.w64.wav")).isEqualTo(Collision.of(6, 5, "e.w64.wav"));
        assertThat(take(OutputFormat.SAME, "f.ogg.flac")).isNull();
        assertThat(take(OutputFormat.SAME, "f.ogg")).isEqualTo(Collision.of(8, 7, "f.ogg"));
        assertThat(take(OutputFormat.SAME, "f.ogg.flac/g.wav")).isEqualTo(Collision.of(9, 7, "f.ogg.flac/g.wav"));
    }

    @Test
    void noFileIsWhereAnotherNeedsAFolder() {
        assertThat(take(OutputFormat.SAME, "a.wav")).isNull();
        assertThat(take(OutputFormat.SAME, "A.wav/b.wav")).isEqualTo(Collision.of(1, 0, "A.wav/b.wav"));
        assertThat(take(OutputFormat.SAME, "x.mp3/deep/c.wav")).isNull();
        assertThat(take(OutputFormat.SAME, "x.mp3")).isEqualTo(Collision.of(3, 2, "x.mp3"));
        assertThat(take(OutputFormat.SAME, "x.mp3/deep/d.wav")).isEqualTo(Collision.of(4, 3, "x.mp3/deep/d.wav"));
    }

    @Test
    void hundredsOfThousandsOfNamesAreToldApart() {
        assertThat(IntStream.range(0, 200_000)
                        .filter(i -> take(OutputFormat.SAME, "folder/%d.flac".formatted(i)) != null))
                .isEmpty();
        assertThat(take(OutputFormat.SAME, "FOLDER/199999.flac"))
                .isEqualTo(Collision.of(200_000, 199_999, "FOLDER/199999.flac"));
    }

    private Collision take(OutputFormat format, String file) {
        Variant variant = new Variant(FileName.stem(file), Map.of("vocals", new Gain(1)), format, LoudnessPolicy.NONE);
        return names.take(new RemixSpec(new ObjectRef(null, file), List.of(variant), "default", null, null), item++);
    }
}
