package dev.fader.cli.prove;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Something that is taken away from the service for a while, and how. */
record Fault(Store store, Way way) {

    /** What the services need, and how their health calls it. */
    enum Store {
        STORAGE("storage", "object storage"),
        KAFKA("kafka", "Kafka"),
        POSTGRES("postgres", "database");

        private final String part;
        private final String words;

        Store(String part, String words) {
            this.part = part;
            this.words = words;
        }

        /** Its name among the parts of the stack. */
        String part() {
            return part;
        }

        /** What the services' health says is missing. */
        String words() {
            return words;
        }
    }

    /** How it goes. */
    enum Way {
        /** Its process is killed, and connections are refused for a while. */
        KILLED,
        /** Connections stay open and nothing comes through. */
        FROZEN
    }

    static List<Fault> all() {
        List<Fault> faults = new ArrayList<>();
        for (Store store : Store.values()) {
            for (Way way : Way.values()) {
                faults.add(new Fault(store, way));
            }
        }
        return faults;
    }

    @Override
    public String toString() {
        return store.part() + " " + way.name().toLowerCase(Locale.ROOT);
    }
}
