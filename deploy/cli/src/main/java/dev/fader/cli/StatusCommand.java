package dev.fader.cli;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.client.FaderClient;
import dev.fader.cli.local.RunningStack;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.cli.supervise.Supervised;
import dev.fader.schemas.api.QueueView;
import dev.fader.schemas.api.WorkerView;
import dev.fader.schemas.kind.TaskKind;
import dev.fader.schemas.notation.ExitCode;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader status}: a service's workers and what waits for them, and the parts on this machine. */
@Command(name = "status", description = "Show parts, ports, workers and queues.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final double GIGA = 1 << 30;

    @Mixin
    private Server server = new Server();

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    @Override
    public Integer call() {
        RunningStack local = server.named().isPresent() ? null : localStack();
        FaderClient client = server.client();
        boolean ready = client.isReady();
        // the processes of this machine's stack are known without the coordinator, which may be starting again
        boolean asked = ready || local == null;
        List<WorkerView> workers =
                asked ? client.workers().stream().filter(WorkerView::alive).toList() : List.of();
        List<QueueView> queues = asked ? client.queues() : List.of();
        if (json) {
            JsonLine line = new JsonLine("status", ready).put("api", client.base());
            if (local != null) {
                line.put("pid", local.pid()).put("ports", local.ports()).put("parts", local.parts());
            }
            line.put("workers", workers).put("queues", queues).print();
        } else {
            System.out.printf("coordinator at %s: %s%n", client.base(), ready ? "ready" : "not ready");
            if (local != null) {
                print(local);
            }
            print(workers, queues);
        }
        return ready ? 0 : ExitCode.UNREACHABLE;
    }

    private RunningStack localStack() {
        return server.local()
                .orElseThrow(() -> CommandFailure.unreachable(
                        "nothing runs on %s: start it with 'fader up'".formatted(server.folder())));
    }

    private static void print(RunningStack local) {
        System.out.printf("kept alive by process %d%n", local.pid());
        for (Supervised part : local.parts()) {
            System.out.printf("%-12s 127.0.0.1:%d, process %d%n", part.name(), part.port(), part.pid());
        }
    }

    private static void print(List<WorkerView> workers, List<QueueView> queues) {
        for (WorkerView worker : workers) {
            System.out.printf(
                    "worker       %s on %s, %s, %d of %d slots busy, device %.0f %% busy, %.1f GiB%s%s%n",
                    worker.id(),
                    worker.device(),
                    worker.state(),
                    worker.running(),
                    worker.slots(),
                    worker.deviceBusy() * 100,
                    worker.memoryBytes() / GIGA,
                    worker.warmRun() == null ? "" : ", keeps " + worker.warmRun(),
                    worker.away().isEmpty() ? "" : ", away: " + String.join(", ", worker.away()));
        }
        for (QueueView queue : queues) {
            System.out.printf(
                    "queue        %s: %d waiting, %d running%s%n",
                    queue.taskClass().wireName(),
                    queue.waiting(),
                    queue.running(),
                    queue.unserved().isEmpty() ? "" : "; no living worker takes its " + kinds(queue));
        }
    }

    private static String kinds(QueueView queue) {
        return queue.unserved().stream().map(TaskKind::name).collect(Collectors.joining(", "));
    }
}
