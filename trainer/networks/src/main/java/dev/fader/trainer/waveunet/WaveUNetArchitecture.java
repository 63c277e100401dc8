package dev.fader.trainer.waveunet;

import dev.fader.trainer.network.Architecture;
import dev.fader.trainer.network.Network;

/** Lists {@link WaveUNet}. */
public final class WaveUNetArchitecture implements Architecture {

    @Override
    public String name() {
        return "wave_u_net";
    }

    @Override
    public Class<? extends Network> type() {
        return WaveUNet.class;
    }

    @Override
    public Published published() {
        return new Published(WaveUNet.published(), 22_050);
    }
}
