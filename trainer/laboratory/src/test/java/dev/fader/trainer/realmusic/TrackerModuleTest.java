package dev.fader.trainer.realmusic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrackerModuleTest {

    @TempDir
    Path folder;

    @Test
    void instrumentsOfImpulseTrackerAreSilencedByTheirVolume() throws IOException {
        byte[] file = impulseTracker(true);
        TrackerModule module = TrackerModule.read(Files.write(folder.resolve("a.it"), file));

        byte[] second = module.only(Set.of(2));

        assertThat(module.instruments()).isEqualTo(2);
        assertThat(second[300 + 0x18]).isZero();
        assertThat(second[900 + 0x18]).isEqualTo((byte) 128);
        assertThat(module.only(module.all())).isEqualTo(file);
    }

    @Test
    void instrumentsOfFastTrackerAreSilencedInTheirSamples() throws IOException {
        byte[] file = fastTracker();
        TrackerModule module = TrackerModule.read(Files.write(folder.resolve("a.xm"), file));

        byte[] first = module.only(Set.of(1));

        assertThat(module.instruments()).isEqualTo(2);
        // all that differs is the second instrument's ten bytes of samples
        assertThat(Arrays.mismatch(first, file)).isEqualTo(file.length - 10);
        assertThat(Arrays.copyOfRange(first, file.length - 10, file.length)).containsOnly(0);
    }

    @Test
    void whatIsNoModuleOrHasNoInstrumentsOrIsCutOffIsRefused() throws IOException {
        Path other = Files.write(folder.resolve("other.it"), new byte[200]);
        Path samples = Files.write(folder.resolve("samples.it"), impulseTracker(false));
        Path cut = Files.write(folder.resolve("cut.xm"), Arrays.copyOf(fastTracker(), 400));

        assertThatThrownBy(() -> TrackerModule.read(other)).hasMessageContaining("other.it is no module");
        assertThatThrownBy(() -> TrackerModule.read(samples)).hasMessageContaining("without instruments");
        assertThatThrownBy(() -> TrackerModule.read(cut)).hasMessageContaining("cut.xm is cut off");
    }

    /** Two instruments, at 300 and 900, at full volume. */
    private static byte[] impulseTracker(boolean instruments) {
        ByteBuffer file = ByteBuffer.allocate(1500).order(ByteOrder.LITTLE_ENDIAN);
        file.put("IMPM".getBytes(StandardCharsets.US_ASCII));
        file.putShort(0x20, (short) 3).putShort(0x22, (short) 2).putShort(0x2C, (short) (instruments ? 5 : 1));
        int table = 0xC0 + 3;
        for (int i = 0; i < 2; i++) {
            int header = 300 + 600 * i;
            file.putInt(table + 4 * i, header);
            file.put(header, "IMPI".getBytes(StandardCharsets.US_ASCII)).put(header + 0x18, (byte) 128);
        }
        return file.array();
    }

    /** A pattern of 20 bytes, then two instruments with a sample each, of 30 and 10 bytes. */
    private static byte[] fastTracker() {
        int[] lengths = {30, 10};
        int header = 276;
        int size = 263;
        int begin = 60 + header + 9 + 20;
        ByteBuffer file = ByteBuffer.allocate(begin + 2 * (size + 40) + 40).order(ByteOrder.LITTLE_ENDIAN);
        file.put("Extended Module: ".getBytes(StandardCharsets.US_ASCII));
        file.putInt(60, header).putShort(70, (short) 1).putShort(72, (short) 2);
        file.putInt(60 + header, 9).putShort(60 + header + 7, (short) 20);
        int at = begin;
        for (int length : lengths) {
            file.putInt(at, size).putShort(at + 27, (short) 1).putInt(at + size, length);
            int data = at + size + 40;
            for (int i = 0; i < length; i++) {
                file.put(data + i, (byte) (i + 1));
            }
            at = data + length;
        }
        return file.array();
    }
}
