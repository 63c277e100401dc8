package dev.fader.cli.doctor;

import dev.fader.cli.local.Installation;
import dev.fader.cli.local.Server;
import dev.fader.cli.output.JsonLine;
import dev.fader.schemas.notation.ExitCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fader doctor}: looks at everything that Fader needs here, and says of each what to do. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Look at all that Fader needs on this machine, and say what to do about what is wrong.")
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private Server server = new Server();

    @Option(names = "--json", description = "print one JSON line")
    private boolean json;

    private final List<Finding> findings = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Installation installation = Installation.ofThisProcess();
        tell(new Tools(installation).look());
        tell(Hardware.ofThisMachine().look());
        tell(new Disks(server.folder()).look());
        Engines engines = Engines.tried(installation);
        tell(engines.look());
        tell(Graphics.of(engines).look());
        tell(new Service(server).look());
        boolean ok = findings.stream().noneMatch(Finding::isWrong);
        if (json) {
            new JsonLine("doctor", ok).put("findings", findings).print();
        }
        return ExitCode.ofCheck(ok);
    }

    private void tell(List<Finding> some) {
        findings.addAll(some);
        if (!json) {
            some.forEach(finding -> System.out.println(finding.line()));
        }
    }
}
