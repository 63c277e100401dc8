package dev.fader.worker.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Gpus;
import dev.fader.worker.scratch.FileLocks;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceClaimTest {

    @TempDir
    Path folder;

    /** As one process has them; to each other, its claims are what those of several processes are. */
    private final FileLocks locks = new FileLocks();

    @Test
    void thoseThatChooseTakeOneGpuEachAndTheNextIsToldThatNoneIsLeft() throws Exception {
        try (DeviceClaim first = claim("auto", null);
                DeviceClaim second = claim("auto", null)) {
            assertThat(first.device()).isEqualTo(new Device.Cuda(0));
            assertThat(second.device()).isEqualTo(new Device.Cuda(1));
            assertThatThrownBy(() -> claim("auto", null)).hasMessageContaining("each of the 2 GPUs");
        }
    }

    @Test
    void aGpuThatIsFreeAgainIsTakenAgain() throws Exception {
        claim("cuda:1", null).close();

        try (DeviceClaim again = claim("cuda:1", null)) {
            assertThat(again.device()).isEqualTo(new Device.Cuda(1));
            assertThatThrownBy(() -> claim("cuda:1", null)).hasMessageContaining("cuda:1 has a worker already");
        }
    }

    @Test
    void aGpuIsKnownByItsNumberInTheMachineWhateverAProcessCallsIt() throws Exception {
        try (DeviceClaim seventh = claim("cuda:0", "7");
                DeviceClaim third = claim("cuda:0", "3")) {
            assertThat(seventh.device()).isEqualTo(third.device());
            assertThatThrownBy(() -> claim("cuda:1", "5,7")).hasMessageContaining("has a worker already");
        }
    }

    @Test
    void processorsAreShared() throws Exception {
        try (DeviceClaim one = claim("cpu", null);
                DeviceClaim another = claim("cpu", null)) {
            assertThat(one.device()).isEqualTo(another.device());
        }
    }

    private DeviceClaim claim(String name, @Nullable String visible) throws IOException {
        Gpus two = new Gpus() {
            @Override
            public boolean libtorchHasCuda() {
                return true;
            }

            @Override
            public int inMachine() {
                return 2;
            }
        };
        return DeviceClaim.of(name, two, visible, locks, folder);
    }
}
