package dev.fader.trainer.onetarget;

import dev.fader.trainer.network.Architecture;
import dev.fader.trainer.network.Network;

/** Lists {@link OneTargetConvTasNet}. */
public final class OneTargetArchitecture implements Architecture {

    @Override
    public String name() {
        return "conv_tasnet_one_target";
    }

    @Override
    public Class<? extends Network> type() {
        return OneTargetConvTasNet.class;
    }

    @Override
    public Published published() {
        return new Published(OneTargetConvTasNet.published(), 22_050);
    }
}
