package dev.fader.cli.local;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.supervise.Part;
import dev.fader.cli.supervise.Running;
import dev.fader.stack.EmbeddedPostgres;
import dev.fader.stack.PostgresProbe;
import dev.fader.stack.Probe;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** PostgreSQL, on the data of one folder. */
record PostgresPart(Path folder, int port, Probe probe) implements Part {

    PostgresPart(Path folder, int port) {
        this(folder, port, new PostgresProbe(port));
    }

    @Override
    public String id() {
        return "postgres";
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public Running start() throws IOException, InterruptedException {
        return new Server(EmbeddedPostgres.start(folder, port));
    }

    private record Server(EmbeddedPostgres postgres) implements Running {

        @Override
        public ProcessHandle process() {
            return postgres.process().toHandle();
        }

        @Override
        public boolean awaitEnd(Duration most) throws InterruptedException {
            return postgres.process().waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
        }

        @Override
        public CommandFailure ended() {
            return LastWords.of("PostgreSQL", postgres.process().exitValue(), postgres.log());
        }

        @Override
        public void kill() {
            postgres.kill();
        }

        @Override
        public void close() throws IOException, InterruptedException {
            postgres.close();
        }
    }
}
