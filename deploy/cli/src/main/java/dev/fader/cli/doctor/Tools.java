package dev.fader.cli.doctor;

import dev.fader.cli.client.CommandFailure;
import dev.fader.cli.local.Installation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What builds Fader, and what was built. */
final class Tools {

    private static final int OLDEST_JAVA = 21;

    private final Installation installation;

    Tools(Installation installation) {
        this.installation = installation;
    }

    List<Finding> look() {
        List<Finding> findings = new ArrayList<>(List.of(system(), java(), maven()));
        findings.add(built());
        return findings;
    }

    private static Finding system() {
        String system = System.getProperty("os.name") + " on " + System.getProperty("os.arch");
        return system.equals("Linux on amd64")
                ? Finding.ok("system", system)
                : Finding.wrong(
                        "system",
                        system + ", for which no native libraries come with Fader",
                        "use x86-64 Linux, or a container or virtual machine of it");
    }

    private static Finding java() {
        int version = Runtime.version().feature();
        String says = "%s, %s, %s"
                .formatted(Runtime.version(), System.getProperty("java.vendor"), System.getProperty("java.home"));
        return version >= OLDEST_JAVA
                ? Finding.ok("java", says)
                : Finding.wrong("java", says, "install a JDK of version 21 or newer and set JAVA_HOME to it");
    }

    private static Finding maven() {
        Optional<String> version = Programs.firstLine("mvn", "-version");
        return version.map(line -> Finding.ok("maven", line.replaceAll("\\e\\[[0-9;]*m", "")))
                .orElseGet(() -> Finding.note(
                        "maven", "not on the PATH", "install Maven 3.8 or newer to build or test a change"));
    }

    private Finding built() {
        try {
            installation.coordinator();
            installation.worker();
            installation.trainer();
            installation.models();
            return Finding.ok("build", "coordinator, worker, trainer and networks in " + installation.home());
        } catch (CommandFailure missing) {
            return Finding.wrong("build", String.valueOf(missing.getMessage()), "run any command of ./fader again");
        }
    }
}
