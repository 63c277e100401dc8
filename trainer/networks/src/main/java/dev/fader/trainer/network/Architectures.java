package dev.fader.trainer.network;

import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The architectures that are listed. */
public final class Architectures {

    /** What a file means that names none: there was no other when the first files were written. */
    public static final String STANDARD = "conv_tasnet";

    private static final Map<String, Architecture> LISTED = listed();

    private Architectures() {}

    /** @throws IllegalArgumentException if there is none of that name, with those that there are */
    public static Architecture named(String name) {
        Architecture architecture = LISTED.get(name);
        if (architecture == null) {
            throw new IllegalArgumentException(
                    "unknown architecture %s; there are %s".formatted(name, LISTED.keySet()));
        }
        return architecture;
    }

    /** @throws IllegalArgumentException if the network's architecture is not listed */
    public static String nameOf(Class<?> network) {
        return LISTED.values().stream()
                .filter(listed -> listed.type() == network)
                .map(Architecture::name)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "%s is not listed in META-INF/services/%s".formatted(network, Architecture.class.getName())));
    }

    /** All that there are, by name. */
    static Map<String, Class<?>> types() {
        Map<String, Class<?>> types = new TreeMap<>();
        LISTED.forEach((name, architecture) -> types.put(name, architecture.type()));
        return types;
    }

    private static Map<String, Architecture> listed() {
        Map<String, Architecture> listed = new TreeMap<>();
        for (Architecture architecture : ServiceLoader.load(Architecture.class, Architecture.class.getClassLoader())) {
            if (listed.putIfAbsent(architecture.name(), architecture) != null) {
                throw new IllegalStateException("two architectures are called " + architecture.name());
            }
        }
        return listed;
    }
}
