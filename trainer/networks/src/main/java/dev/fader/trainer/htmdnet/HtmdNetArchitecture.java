package dev.fader.trainer.htmdnet;

import dev.fader.trainer.network.Architecture;
import dev.fader.trainer.network.Network;

/** Lists {@link HtmdNet}. */
public final class HtmdNetArchitecture implements Architecture {

    @Override
    public String name() {
        return "htmd_net";
    }

    @Override
    public Class<? extends Network> type() {
        return HtmdNet.class;
    }

    @Override
    public Published published() {
        return new Published(HtmdNet.published(), 22_050);
    }
}
