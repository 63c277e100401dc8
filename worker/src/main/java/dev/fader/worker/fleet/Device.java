package dev.fader.worker.fleet;

/** What the networks run on, {@code cpu} or {@code cuda:n}. One process per device. */
public sealed interface Device {

    /** The processor's cores. */
    record Cpu() implements Device {
        @Override
        public String toString() {
            return "cpu";
        }
    }

    /** An NVIDIA GPU, counted from 0 among those that the process can see. */
    record Cuda(int index) implements Device {
        @Override
        public String toString() {
            return "cuda:" + index;
        }
    }

    /**
     * From configuration to device; {@code auto} takes the first GPU where there is one.
     *
     * @param gpus how many GPUs the process can see
     * @throws IllegalArgumentException when the text is no device, or one that is not there
     */
    static Device choose(String configured, int gpus) {
        if (configured.equals("auto")) {
            return gpus > 0 ? new Cuda(0) : new Cpu();
        }
        if (configured.equals("cpu")) {
            return new Cpu();
        }
        if (!configured.matches("cuda(:\\d{1,3})?")) {
            throw new IllegalArgumentException(
                    "fader.worker.device is '%s': expected auto, cpu, cuda or cuda:n".formatted(configured));
        }
        int index = configured.equals("cuda") ? 0 : Integer.parseInt(configured.substring("cuda:".length()));
        if (index >= gpus) {
            throw new IllegalArgumentException(
                    "fader.worker.device is '%s', but %d GPUs can be seen here".formatted(configured, gpus));
        }
        return new Cuda(index);
    }
}
