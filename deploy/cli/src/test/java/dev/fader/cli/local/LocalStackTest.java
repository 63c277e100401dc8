package dev.fader.cli.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.cli.client.CommandFailure;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackTest {

    @TempDir
    Path data;

    private final List<String> said = new ArrayList<>();

    @Test
    void aTakenPortIsNamedWithTheOptionThatChoosesAnotherBeforeAnythingStarts() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            List<Integer> free = FreePorts.some(4);
            Ports ports = new Ports(free.get(0), free.get(1), other.getLocalPort(), free.get(2), free.get(3));

            assertThatThrownBy(() -> stack(ports).start())
                    .isInstanceOfSatisfying(
                            CommandFailure.class,
                            failure -> assertThat(failure.exitCode()).isEqualTo(3))
                    .hasMessage("port %d on 127.0.0.1 is taken: stop what listens there, or choose another with %s"
                            .formatted(other.getLocalPort(), "--storage-port"));
        }
        assertThat(said).isEmpty();
    }

    @Test
    void oneFolderHoldsOneStack() throws Exception {
        RunningStack.ofThisProcess(Ports.DEFAULT).writeTo(data);

        assertThatThrownBy(() -> stack(Ports.DEFAULT).start())
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("runs on " + data + " already")
                .hasMessageContaining("fader down");
    }

    @Test
    void aStackThatWasClosedDoesNotStart() throws Exception {
        List<Integer> free = FreePorts.some(5);
        LocalStack stack = stack(new Ports(free.get(0), free.get(1), free.get(2), free.get(3), free.get(4)));
        stack.close();

        assertThatThrownBy(stack::start).hasMessageContaining("stopped before");
    }

    private LocalStack stack(Ports ports) {
        return new LocalStack(new Installation(data), data, ports, 1, List.of(), said::add);
    }
}
