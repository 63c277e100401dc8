package dev.fader.trainer.report;

import dev.fader.trainer.evaluation.ProtocolResult;
import dev.fader.trainer.evaluation.ResultFile;
import dev.fader.trainer.evaluation.separation.DemixingResult;
import dev.fader.trainer.evaluation.separation.VocalResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The results in a folder and the folders in it. A file that is no result, or is damaged, is a finding.
 *
 * @param folder of result files
 */
record ResultFiles(Path folder, Findings findings) {

    private static final Set<String> PROTOCOLS = Set.of(ProtocolResult.PAPER, VocalResult.HTMD, DemixingResult.MDX);

    /** Those of a protocol, by file; others are not looked at. */
    <T> Map<Path, T> of(String protocol, Class<T> type) {
        Map<Path, T> found = new LinkedHashMap<>();
        for (Path file : json()) {
            if (protocolOf(file).equals(protocol)) {
                findings.read(file, () -> ResultFile.read(file, protocol, type))
                        .forEach(result -> found.put(file, result));
            }
        }
        if (found.isEmpty()) {
            findings.add("there is no result in %s: write some with 'evaluate --protocol %s --out'"
                    .formatted(folder, protocol));
        }
        return found;
    }

    SequencedSet<String> protocols() {
        SequencedSet<String> protocols = new TreeSet<>();
        json().stream().map(this::protocolOf).filter(PROTOCOLS::contains).forEach(protocols::add);
        return protocols;
    }

    /** Empty, and a finding, if it is none. */
    private String protocolOf(Path file) {
        List<String> protocol = findings.read(file, () -> {
            String named = ResultFile.protocolOf(file);
            if (!PROTOCOLS.contains(named)) {
                throw new IOException(file + " is not a result of 'evaluate --protocol'");
            }
            return named;
        });
        return protocol.isEmpty() ? "" : protocol.getFirst();
    }

    private List<Path> json() {
        return findings.read(folder, () -> files(folder, ".json")).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Those that end so, in a folder and the folders in it. */
    static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IOException("there is no folder " + folder);
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> String.valueOf(file.getFileName()).endsWith(ending))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        }
    }
}
