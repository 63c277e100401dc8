package dev.fader.trainer.network;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The architectures that are listed. */
public final class Architectures {

    /** What a file means that names none: there was no other when the first files were written. */
    public static final String STANDARD = "conv_tasnet";

    private static final Map<String, Class<? extends Network>> LISTED = listed();

    private Architectures() {}

    /** @throws IllegalArgumentException if there is none of that name, with those that there are */
    public static Class<? extends Network> named(String name) {
        Class<? extends Network> type = LISTED.get(name);
        if (type == null) {
            throw new IllegalArgumentException(
                    "unknown architecture %s; there are %s".formatted(name, LISTED.keySet()));
        }
        return type;
    }

    /** @throws IllegalArgumentException if the network's architecture is not listed */
    public static String nameOf(Class<?> network) {
        return LISTED.entrySet().stream()
                .filter(listed -> listed.getValue() == network)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is not listed in META-INF/services/%s".formatted(network, Architecture.class.getName())));
    }

    private static Map<String, Class<? extends Network>> listed() {
        Map<String, Class<? extends Network>> listed = new TreeMap<>();
        for (Architecture architecture : ServiceLoader.load(Architecture.class, Architecture.class.getClassLoader())) {
            if (listed.putIfAbsent(architecture.name(), architecture.type()) != null) {
                throw new IllegalStateException("two architectures are called " + architecture.name());
            }
        }
        return listed;
    }
}
