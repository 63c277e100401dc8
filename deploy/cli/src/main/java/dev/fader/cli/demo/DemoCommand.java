package dev.fader.cli.demo;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.Installation;
import dev.fader.cli.local.JavaProcess;
import dev.fader.cli.local.LocalStack;
import dev.fader.cli.local.RunningStack;
import dev.fader.cli.local.StackOptions;
import dev.fader.cli.local.StackPlan;
import dev.fader.cli.supervise.Patience;
import dev.fader.cli.watch.ProgressView;
import dev.fader.cli.watch.Terminal;
import dev.fader.cli.watch.Watching;
import dev.fader.schemas.api.BatchView;
import dev.fader.schemas.api.DatasetView;
import dev.fader.schemas.api.SweepView;
import dev.fader.schemas.model.PromoteResult;
import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader demo}: songs in, remixes out, on parts that really run. */
@Command(
        name = "demo",
        description = {
            "Remix a small catalogue on the real service, and measure the remixes against the truth.",
            "With --training: train four small networks while songs are remixed, promote the best, and let it remix."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--gain", paramLabel = "SOURCE=DB", description = "change of level (default: vocals=-6, drums=3)")
    private Map<String, Double> gains = new LinkedHashMap<>();

    @Option(names = "--training", description = "show training instead")
    private boolean training;

    @Option(names = "--json", description = "print the figures as one JSON line at the end")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        if (gains.isEmpty()) {
            gains.put("vocals", -6.0);
            gains.put("drums", 3.0);
        }
        Installation installation = Installation.ofThisProcess();
        Demo demo = new Demo(installation, options.data().resolve("demo"), gains);
        Instant begun = Instant.now();
        Optional<RunningStack> running = RunningStack.find(options.data());
        LocalStack own = running.isPresent()
                ? null
                : new LocalStack(
                        new StackPlan(installation, options.data(), options.ports(), 1, Map.of()),
                        Patience.DEFAULT,
                        DemoCommand::say);
        Thread stop = new Thread(() -> close(own), "stop");
        // Ctrl-C ends here; so does an error
        Runtime.getRuntime().addShutdownHook(stop);
        FaderClient client = new FaderClient(
                running.map(RunningStack::ports).orElse(options.ports()).api());
        DemoReport report;
        try {
            if (training) {
                TrainingReport trained =
                        train(new TrainingDemo(installation, options.data().resolve("demo")), own, client, begun);
                close(own);
                trained.print(json);
                return ExitCode.ofCheck(trained.ok());
            }
            report = play(demo, own, client);
        } catch (CommandFailure e) {
            throw own == null ? e : own.orStopped(e);
        }
        if (own != null) {
            own.close();
        }
        print(report, demo);
        return report.ok() ? 0 : ExitCode.NOT_AS_IT_SHOULD_BE;
    }

    private DemoReport play(Demo demo, @Nullable LocalStack own, FaderClient client)
            throws IOException, InterruptedException {
        say("making songs with known stems in " + options.data().resolve("demo"));
        try (JavaProcess songs = demo.startMakingSongs()) {
            if (own != null) {
                own.start();
            }
            say("waiting for the songs");
            songs.join();
        }
        say("uploading, then remixing with " + gains);
        Watching.Ended ended = demo.remix(client, ProgressView.on(System.err, Terminal.ofThisProcess()));
        say("fetching the outputs and measuring them against the truth");
        return demo.report(client, ended);
    }

    private TrainingReport train(TrainingDemo demo, @Nullable LocalStack own, FaderClient client, Instant begun)
            throws IOException, InterruptedException {
        say("composing songs with known stems in " + demo.songs());
        demo.makeSongs();
        if (own != null) {
            own.start();
        }
        say("bringing them to the service, which checks them");
        DatasetView data = demo.register(client);
        say("a sweep of four runs trains; songs are remixed meanwhile");
        SweepView sweep = demo.submit(client, data);
        BatchView meanwhile = demo.remix(client, null);
        sweep = demo.awaitEnd(client, sweep.id());
        say("the best run has to beat the worst for the name '" + TrainingDemo.ALIAS + "'");
        PromoteResult promotion = demo.promote(client, sweep, data);
        say("remixing with '" + TrainingDemo.ALIAS + "'");
        BatchView after = demo.remix(client, TrainingDemo.ALIAS);
        return new TrainingReport(sweep, meanwhile, promotion, after, Duration.between(begun, Instant.now()));
    }

    private void print(DemoReport report, Demo demo) {
        System.out.println();
        DemoTable.lines(report, demo.outputs()).forEach(System.out::println);
        System.out.println();
        System.out.println(
                report.ok()
                        ? "As it should be: the two bad files were refused, all others remixed."
                        : "NOT as it should be: see the states above; logs are in " + options.data());
        System.out.println("Now try: ./fader up, and in another window");
        System.out.println(
                "  ./fader submit YOUR-SONG.wav --gain vocals=-3 --gain drums=+2 --watch --download remixes");
        if (json) {
            System.out.println(report.json());
        }
    }

    private static void close(@Nullable LocalStack own) {
        if (own != null) {
            own.close();
        }
    }

    private static void say(String what) {
        System.err.println(what);
    }
}
