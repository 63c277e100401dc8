package dev.fader.trainer.configuration;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** A configuration that cannot be used; the message says all that is wrong with it, and where. */
public final class FaultyConfiguration extends IOException {

    private static final long serialVersionUID = 1;

    /** @param name of the file */
    FaultyConfiguration(String name, List<Fault> faults) {
        super(faults.size() == 1 ? one(name, faults.getFirst()) : several(name, faults));
    }

    /**
     * What is wrong, and where.
     *
     * @param place such as {@code line 3}; empty where a file is one line
     */
    record Fault(String place, String what) {

        static final String LINE = "line ";

        /** 0 where it is in none. */
        int line() {
            return place.startsWith(LINE) ? Integer.parseInt(place.substring(LINE.length())) : 0;
        }
    }

    private static String one(String name, Fault fault) {
        return "%s%s%s: %s".formatted(name, fault.place().isEmpty() ? "" : ", ", fault.place(), fault.what());
    }

    private static String several(String name, List<Fault> faults) {
        StringBuilder text = new StringBuilder("%s has %d faults".formatted(name, faults.size()));
        for (Fault fault :
                faults.stream().sorted(Comparator.comparingInt(Fault::line)).toList()) {
            text.append(fault.place().isEmpty() ? "; " : "\n  " + fault.place() + ": ")
                    .append(fault.what());
        }
        return text.toString();
    }
}
