package dev.fader.trainer.benchmark;

import dev.fader.schemas.notation.Elapsed;
import dev.fader.trainer.benchmark.NetworkContender.Cost;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Networks in turns, so that what else the machine does falls on all of them. */
record NetworkTurns(int rounds, int repetitions) {

    /** The profiling of a new shape is over after so many. */
    private static final int WARM_UP = 3;

    /** What the turns of one network cost, and how much memory we held after each. */
    record Turns(List<Cost> costs, List<Long> residentBytes) {

        Cost median() {
            return new Cost(median(Cost::wallSeconds), median(Cost::processorSeconds));
        }

        private double median(ToDoubleFunction<Cost> part) {
            double[] sorted = costs.stream().mapToDouble(part).sorted().toArray();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }

        /** Our memory after the last turn, over that after the second, when what is kept has been allocated. */
        double rssGrowth() {
            return (double) residentBytes.getLast() / residentBytes.get(Math.min(1, residentBytes.size() - 1));
        }
    }

    /** @param names for whoever waits */
    List<Turns> of(List<? extends NetworkContender> contenders, List<String> names) throws IOException {
        List<Turns> turns = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            contenders.get(i).run(WARM_UP);
            Elapsed.say(names.get(i) + ": warm");
            turns.add(new Turns(new ArrayList<>(), new ArrayList<>()));
        }
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                Cost cost = contenders.get(i).run(repetitions);
                turns.get(i).costs().add(cost);
                turns.get(i).residentBytes().add(ProcessCost.residentBytes());
                Elapsed.say(String.format(
                        Locale.ROOT,
                        "round %d, %s: %.4f s a repetition",
                        round,
                        names.get(i),
                        cost.wallSeconds() / repetitions));
            }
        }
        return turns;
    }
}
