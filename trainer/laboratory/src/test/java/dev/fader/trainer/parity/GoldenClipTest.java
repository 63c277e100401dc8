package dev.fader.trainer.parity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fader.trainer.engine.Device;
import org.junit.jupiter.api.Test;

class GoldenClipTest {

    @Test
    void thisDeviceSeparatesAsTheAuthorsCodeDidHoweverOftenItIsAsked() throws Exception {
        try (GoldenClip clip = GoldenClip.on(Device.cpu())) {
            assertThat(clip.error()).isLessThan(1e-5);
            assertThat(clip.error()).isLessThan(1e-5);
        }
    }

    @Test
    void theBoundIsFarBelowWhatTheClipHolds() throws Exception {
        float loudest = 0;
        for (float sample : ReferenceFile.shipped().tensor("separated").data()) {
            loudest = Math.max(loudest, Math.abs(sample));
        }

        assertThat(GoldenClip.BOUND * 100).isLessThan(loudest);
    }
}
