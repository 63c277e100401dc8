package dev.fader.trainer.remix;

/**
 * What a network has done.
 *
 * @param calls of it, each with as many channels as there were
 * @param channels of chunks
 * @param audioSeconds of all channels, with the context of their chunks
 * @param busySeconds of the wall
 */
public record NetworkUse(long calls, long channels, double audioSeconds, double busySeconds) {

    public static final NetworkUse NONE = new NetworkUse(0, 0, 0, 0);

    public NetworkUse plus(NetworkUse more) {
        return new NetworkUse(
                calls + more.calls,
                channels + more.channels,
                audioSeconds + more.audioSeconds,
                busySeconds + more.busySeconds);
    }
}
