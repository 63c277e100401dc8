package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.supervise.Patience;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {

    @TempDir
    Path data;

    private final List<String> said = new ArrayList<>();

    @Test
    void allTakenPortsAreNamedWithTheOptionsThatChooseOthersBeforeAnythingStarts() throws Exception {
        try (ServerSocket storage = listening();
                ServerSocket secondWorker = listening()) {
            List<Integer> free = FreePorts.some(3);
            Ports ports = new Ports(
                    free.get(0),
                    free.get(1),
                    storage.getLocalPort(),
                    free.get(2),
                    // the neighbour below may be taken as well, which would only be named besides
                    secondWorker.getLocalPort() - 1);
            assertThatThrownBy(() -> stack(ports, 2).start())
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(3))
                    .hasMessageContaining("port %d (--storage-port)", storage.getLocalPort())
                    .hasMessageContaining("port %d (--worker-port, worker 2)", secondWorker.getLocalPort())
                    .hasMessageContaining("on 127.0.0.1 are taken: stop what listens there, or choose another");
        }
        assertThat(said).isEmpty();
    }

    @Test
    void aPortThatTwoPartsWouldListenOnIsRefused() throws Exception {
        List<Integer> free = FreePorts.some(4);
        Ports ports = new Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(2));
        assertThatThrownBy(() -> stack(ports, 1).start())
                .hasMessage("port %d (--storage-port), port %d (--worker-port) on 127.0.0.1 are chosen twice"
                        .formatted(free.get(2), free.get(2)));
        assertThat(said).isEmpty();
    }

    @Test
    void oneFolderHoldsOneStack() throws Exception {
        RunningStack.ofThisProcess(Ports.DEFAULT, List.of()).writeTo(data);

        assertThatThrownBy(() -> stack(Ports.DEFAULT, 1).start())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("runs on " + data + " already")
                .hasMessageContaining("fader down");
    }

    @Test
    void aStackThatWasClosedDoesNotStart() throws Exception {
        List<Integer> free = FreePorts.some(5);
        LocalStack stack = stack(new Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4)), 1);
        stack.close();

        assertThatThrownBy(stack::start).hasMessageContaining("stopped before");
    }

    private static ServerSocket listening() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
    }

    private LocalStack stack(Ports ports, int workers) {
        return new LocalStack(
                new StackPlan(new Installation(data), data, ports, workers, Map.of()), Patience.DEFAULT, said::add);
    }
}
