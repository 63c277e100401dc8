package dev.fader.cli.watch;

import dev.fader.cli.client.FaderClient;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.output.LeftOut;
import dev.fader.schemas.BatchId;
import dev.fader.schemas.api.Collision;
import dev.fader.schemas.api.DryRunReport;
import dev.fader.schemas.notation.ExitCode;
import java.time.Duration;

/** A dry run's report as people read it. */
public record DryRunView(DryRunReport report) {

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final double SECONDS_PER_HOUR = 3600;

    /** Waits until every file was probed. */
    public static DryRunView atTheEnd(FaderClient client, BatchId batch, Reconnect reconnect)
            throws InterruptedException {
        FaderClient patient = client.with(reconnect.saying(System.err::println));
        long printed = -1;
        while (true) {
            DryRunReport report = patient.get("/v1/batches/%s/report".formatted(batch), DryRunReport.class);
            if (report.state().isFinal()) {
                return new DryRunView(report);
            }
            if (report.probed() != printed) {
                printed = report.probed();
                System.err.printf("probed %d of %d files%n", printed, report.items());
            }
            Thread.sleep(PAUSE);
        }
    }

    /**
     * @param leftOut files that did not come into the batch
     * @return the command's exit code: not 0 when the batch could not be submitted as it is
     */
    public int print(String command, boolean json, LeftOut leftOut) {
        boolean ok = report.refusalCount() == 0 && report.collisionCount() == 0 && leftOut.ok();
        if (json) {
            leftOut.in(new JsonLine(command, ok)).put("report", report).print();
            return ok ? 0 : ExitCode.NOT_AS_IT_SHOULD_BE;
        }
        for (DryRunReport.Refusal refusal : report.refusals()) {
            System.out.printf("would fail   %s: %s (%s)%n", refusal.key(), refusal.detail(), refusal.reason());
        }
        for (Collision collision : report.collisions()) {
            System.out.printf("would fail   /items/%d/name: %s%n", collision.item(), collision.detail());
        }
        for (DryRunReport.Remarked remarked : report.remarks()) {
            remarked.remarks().forEach(remark -> System.out.printf("remark       %s: %s%n", remarked.key(), remark));
        }
        if (report.remarkCount() > report.remarks().size()) {
            System.out.printf("remarks on %d files in all%n", report.remarkCount());
        }
        System.out.printf(
                "%d files, %d would fail, %d with the name of another; %.2f hours of audio, %.1f MB%n",
                report.items(),
                report.refusalCount(),
                report.collisionCount(),
                report.audioSeconds() / SECONDS_PER_HOUR,
                report.bytes() / 1e6);
        DryRunReport.Estimate estimate = report.estimate();
        if (estimate != null) {
            System.out.printf(
                    "about %.2f hours of compute (%s); %s%n",
                    estimate.computeSeconds() / SECONDS_PER_HOUR,
                    estimate.basis(),
                    estimate.finishesInSeconds() == null
                            ? "no worker is alive"
                            : "on %d workers, after %.2f hours that wait before it, done in about %.2f hours"
                                    .formatted(
                                            estimate.workers(),
                                            estimate.backlogSeconds() / SECONDS_PER_HOUR,
                                            estimate.finishesInSeconds() / SECONDS_PER_HOUR));
        }
        if (report.collisionCount() == 0) {
            System.out.printf(
                    "submit it: fader report %s --submit%s%n",
                    report.batch(), report.refusalCount() == 0 ? "" : " --skip-refused");
        }
        return ok ? 0 : ExitCode.NOT_AS_IT_SHOULD_BE;
    }
}
