package dev.fader.cli;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.RunningStack;
import dev.fader.cli.local.StackOptions;
import dev.fader.schemas.FaderJson;
import dev.fader.schemas.api.QueueView;
import dev.fader.schemas.api.WorkerView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader status}: the parts on this machine, the workers and what waits for them. */
@Command(name = "status", description = "Show parts, ports, workers and queues.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private StackOptions options = new StackOptions();

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        RunningStack running = RunningStack.find(options.data())
                .orElseThrow(() -> CommandFailure.unreachable(
                        "nothing runs on %s: start it with 'fader up'".formatted(options.data())));
        FaderClient client = new FaderClient(running.ports().api());
        boolean ready = client.isReady();
        List<WorkerView> workers =
                client.workers().stream().filter(WorkerView::alive).toList();
        List<QueueView> queues = client.queues();
        if (json) {
            Map<String, Object> status = new LinkedHashMap<>();
            status.put("name", "status");
            status.put("ok", ready);
            status.put("pid", running.pid());
            status.put("ports", running.ports());
            status.put("workers", workers);
            status.put("queues", queues);
            System.out.println(FaderJson.write(status));
        } else {
            print(running, ready, workers, queues);
        }
        return ready ? 0 : CommandFailure.UNREACHABLE;
    }

    private static void print(RunningStack running, boolean ready, List<WorkerView> workers, List<QueueView> queues) {
        System.out.printf("process %d, coordinator %s%n", running.pid(), ready ? "ready" : "not ready");
        running.ports()
                .byOption()
                .forEach((option, port) ->
                        System.out.printf("%-12s 127.0.0.1:%d%n", option.replaceAll("^--|-port$", ""), port));
        for (WorkerView worker : workers) {
            System.out.printf(
                    "worker       %s on %s, %s, %d of %d slots busy%n",
                    worker.id(), worker.device(), worker.state(), worker.running(), worker.slots());
        }
        for (QueueView queue : queues) {
            System.out.printf(
                    "queue        %s: %d waiting, %d running%n",
                    queue.taskClass().wireName(), queue.waiting(), queue.running());
        }
    }
}
