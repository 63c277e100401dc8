package dev.fader.worker.device;

import dev.fader.trainer.engine.Device;
import dev.fader.trainer.engine.Gpus;
import dev.fader.worker.scratch.FileLocks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The device that this process has. A GPU belongs to one process of a machine, which holds a lock on it for as long as
 * it lives; one that is to choose takes the first GPU that nobody has.
 *
 * @param lock null: processors are shared
 */
record DeviceClaim(Device device, FileLocks.@Nullable Held lock) implements AutoCloseable {

    /**
     * @param name as {@link Device#named(String)} takes it
     * @param visible the value of {@code CUDA_VISIBLE_DEVICES}, which gives GPUs other numbers; null: it is not set
     * @param locks of this process
     * @param folder of the locks, one for all processes of the machine
     * @throws IllegalArgumentException when there is no such device, or another process has it
     */
    static DeviceClaim of(String name, Gpus gpus, @Nullable String visible, FileLocks locks, Path folder)
            throws IOException {
        Device device = Device.named(name, gpus);
        if (!(device instanceof Device.Cuda named)) {
            return new DeviceClaim(device, null);
        }
        Files.createDirectories(folder);
        boolean chooses = name.equals("auto");
        int first = chooses ? 0 : named.index();
        int last = chooses ? gpus.usable() - 1 : named.index();
        for (int index = first; index <= last; index++) {
            FileLocks.Held lock = locks.alone(folder.resolve("gpu-" + physical(index, visible) + ".lock"));
            if (lock != null) {
                return new DeviceClaim(new Device.Cuda(index), lock);
            }
        }
        throw new IllegalArgumentException(
                chooses
                        ? "each of the %d GPUs here has a worker: start no more of them, or set cpu"
                                .formatted(gpus.usable())
                        : device + " has a worker already: set auto for one that is free");
    }

    private static String physical(int index, @Nullable String visible) {
        String[] devices = visible == null ? new String[0] : visible.split(",", -1);
        String device = index < devices.length ? devices[index] : Integer.toString(index);
        return device.strip().replaceAll("[^A-Za-z0-9-]", "_");
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
