package dev.fader.trainer.network;

/**
 * A kind of network, by its name in configurations and model files. Implementations are listed, one line each, in
 * {@code META-INF/services}.
 */
public interface Architecture {

    /** Such as {@code conv_tasnet}. */
    String name();

    /** The record that its hyper-parameters are read into. */
    Class<? extends Network> type();
}
