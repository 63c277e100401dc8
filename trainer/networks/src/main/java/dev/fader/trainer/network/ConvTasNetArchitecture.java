package dev.fader.trainer.network;

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
}
