package dev.fader.worker.device;

import dev.fader.trainer.engine.Device;
import dev.fader.worker.config.WorkerConfig;

/**
 * How much a worker takes on for its device.
 *
 * @param slots tasks in hand
 * @param channelsAtOnce of a network's call, whatever files they are of
 */
public record Capacity(int slots, int channelsAtOnce) {

    /** One at the network, one before it and one after: the cores are shared by all of them. */
    private static final Capacity OF_PROCESSORS = new Capacity(3, 1);

    /** Of ten seconds each: a batch that fills a card, and a few gigabytes of its memory. */
    private static final int CHANNELS_OF_A_CARD = 16;

    /** Stereo files that fill a call while those of the next are decoded, and others encoded. */
    private static final int MOST_SLOTS_OF_A_CARD = 16;

    private static final int FEWEST_SLOTS_OF_A_CARD = 4;

    public Capacity {
        if (slots < 1 || channelsAtOnce < 1) {
            throw new IllegalArgumentException(
                    "fader.worker.slots and fader.worker.channels-at-once are at least 1, not %d and %d"
                            .formatted(slots, channelsAtOnce));
        }
    }

    /** What is set, and for the rest what suits the device. @param cores of the machine, which decode and encode */
    static Capacity of(WorkerConfig config, Device device, int cores) {
        Capacity usual = switch (device) {
            case Device.Cpu cpu -> OF_PROCESSORS;
            case Device.Cuda gpu ->
                new Capacity(Math.clamp(cores, FEWEST_SLOTS_OF_A_CARD, MOST_SLOTS_OF_A_CARD), CHANNELS_OF_A_CARD);
        };
        return new Capacity(
                config.slots().orElse(usual.slots), config.channelsAtOnce().orElse(usual.channelsAtOnce));
    }
}
