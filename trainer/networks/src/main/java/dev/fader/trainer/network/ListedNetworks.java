package dev.fader.trainer.network;

import java.util.Map;
import java.util.function.Supplier;

/** For files in which networks are told by their architecture's name. */
final class ListedNetworks implements Supplier<Map<String, Class<?>>> {

    @Override
    public Map<String, Class<?>> get() {
        return Architectures.types();
    }
}
