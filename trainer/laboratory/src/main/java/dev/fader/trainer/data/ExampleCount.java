package dev.fader.trainer.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How varied some examples are. Two count as the same when all their sources lie in the same places, whatever was done to
 * them.
 *
 * @param distinct how many different ones there are
 * @param mostRepeated how often the commonest one comes
 * @param negatedShare of the sources
 * @param absentShare of the examples, those in which some source is silenced
 */
public record ExampleCount(long distinct, long mostRepeated, double negatedShare, double absentShare) {

    private record Place(String song, long start, int channel) {}

    /** @param examples each source by source */
    public static ExampleCount of(List<List<DrawnSource>> examples) {
        Map<List<Place>, Long> seen = new LinkedHashMap<>();
        for (List<DrawnSource> example : examples) {
            List<Place> places = example.stream()
                    .map(source -> new Place(source.song(), source.start(), source.channel()))
                    .toList();
            seen.merge(places, 1L, Long::sum);
        }
        double negated = examples.stream()
                .flatMap(List::stream)
                .mapToInt(source -> source.negated() ? 1 : 0)
                .average()
                .orElse(0);
        double absent = examples.stream()
                .mapToInt(example -> example.stream().anyMatch(DrawnSource::absent) ? 1 : 0)
                .average()
                .orElse(0);
        long most = seen.values().stream().mapToLong(Long::longValue).max().orElse(0);
        return new ExampleCount(seen.size(), most, negated, absent);
    }
}
