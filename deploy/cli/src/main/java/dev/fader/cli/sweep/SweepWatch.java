package dev.fader.cli.sweep;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.schemas.SweepId;
import dev.fader.schemas.api.SweepView;
import java.time.Duration;

/** Follows a sweep until it has ended. */
final class SweepWatch {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private SweepWatch() {}

    /** @param quiet otherwise a line whenever an epoch or a stage has ended */
    static SweepView toTheEnd(FaderClient client, SweepId id, boolean quiet) {
        String told = "";
        while (true) {
            SweepView sweep = client.get("/v1/sweeps/" + id, SweepView.class);
            String line = SweepTable.line(sweep);
            if (!quiet && !line.equals(told)) {
                System.err.println(line);
                told = line;
            }
            if (sweep.state().isFinal()) {
                return sweep;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CommandFailure.failed("interrupted; the sweep goes on");
            }
        }
    }
}
