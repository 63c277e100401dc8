package dev.fader.cli.demo;

import dev.fader.cli.output.JsonLine;
import dev.fader.cli.sweep.SweepTable;
import dev.fader.schemas.api.BatchState;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.RunState;
import dev.fader.schemas.api.SweepView;
import dev.fader.schemas.model.PromoteResult;
import dev.fader.schemas.model.PromoteResult.Verdict;
import java.time.Duration;
import java.util.Locale;

/**
 * What the demonstration of training has to show.
 *
 * @param meanwhile the batch that was remixed while the sweep trained
 * @param after the batch that the promoted model remixed
 */
record TrainingReport(SweepView sweep, BatchView meanwhile, PromoteResult promotion, BatchView after, Duration took) {

    boolean ok() {
        return sweep.runs().stream().allMatch(run -> run.state() == RunState.FINISHED)
                && meanwhile.state() == BatchState.COMPLETED
                && promotion.verdict() == Verdict.PROMOTED
                && after.state() == BatchState.COMPLETED;
    }

    void print(boolean json) {
        System.out.println();
        System.out.print(SweepTable.of(sweep));
        System.out.printf(
                Locale.ROOT,
                "%nmeanwhile %d songs were remixed; '%s' went to the best: %.2f dB on songs that no run had heard, %.2f dB its"
                        + " predecessor, %.2f dB untouched; it has remixed %d songs since (%d s in all)%n",
                meanwhile.size(),
                promotion.alias(),
                promotion.candidateDb(),
                promotion.incumbentDb(),
                promotion.doNothingDb(),
                after.size(),
                took.toSeconds());
        System.out.println(ok() ? "As it should be." : "NOT as it should be: see the states above.");
        System.out.println("Now try: ./fader up, and in another window");
        System.out.println("  ./fader trainer preset small > mine.json");
        System.out.println(
                "  ./fader datasets add mine --from YOUR-SONGS && ./fader train mine.json --dataset mine --watch");
        if (json) {
            new JsonLine("demo training", ok())
                    .put("sweep", sweep)
                    .put("batch", meanwhile)
                    .put("promotion", promotion)
                    .put("remixed", after)
                    .put("seconds", took.toSeconds())
                    .print();
        }
    }
}
