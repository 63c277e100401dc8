package dev.fader.trainer.convtasnet;

import dev.fader.trainer.network.Architecture;
import dev.fader.trainer.network.Architectures;
import dev.fader.trainer.network.Network;

/** Lists {@link ConvTasNet}. */
public final class ConvTasNetArchitecture implements Architecture {

    @Override
    public String name() {
        return Architectures.STANDARD;
    }

    @Override
    public Class<? extends Network> type() {
        return ConvTasNet.class;
    }

    @Override
    public Published published() {
        return new Published(ConvTasNet.paper(4), 44_100);
    }
}
