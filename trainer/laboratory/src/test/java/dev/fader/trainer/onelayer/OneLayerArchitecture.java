package dev.fader.trainer.onelayer;

import dev.fader.trainer.network.Architecture;
import dev.fader.trainer.network.Network;

/** Lists {@link OneLayer}. */
public final class OneLayerArchitecture implements Architecture {

    @Override
    public String name() {
        return "one_layer";
    }

    @Override
    public Class<? extends Network> type() {
        return OneLayer.class;
    }
}
