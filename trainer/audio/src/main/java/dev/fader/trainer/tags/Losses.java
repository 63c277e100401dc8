package dev.fader.trainer.tags;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Gathers what an output has no place for, each once, and not without bounds: a file may carry thousands of it. */
final class Losses {

    private static final int MOST = 50;
    private static final int MOST_LETTERS = 120;

    private final Map<String, Integer> times = new LinkedHashMap<>();

    /** @param what in words that follow "has no place for" */
    void add(String what) {
        String printable = what.replaceAll("\\p{Cntrl}+", " ");
        String brief = printable.length() <= MOST_LETTERS ? printable : printable.substring(0, MOST_LETTERS) + "…";
        times.merge(brief, 1, Integer::sum);
    }

    List<String> remarks(Carrier carrier) {
        Stream<String> first = times.entrySet().stream().limit(MOST).map(entry -> {
            String often = entry.getValue() == 1 ? "" : " (" + entry.getValue() + " times)";
            return carrier.word() + " has no place for " + entry.getKey() + often;
        });
        return times.size() <= MOST
                ? first.toList()
                : Stream.concat(
                                first,
                                Stream.of(carrier.word() + " has no place for " + (times.size() - MOST) + " more"))
                        .toList();
    }
}
