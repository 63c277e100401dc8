package dev.fader.trainer.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.schemas.notation.ExitCode;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.checkpoint.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the trainer's commands of the page on real data, as they stand there, on small sets in the layouts it names. */
class RealDataPageTest {

    private static final Path PROJECT = Path.of("../..");
    private static final int RATE = 44_100;
    private static final int FRAMES = 6 * RATE / 5;

    @TempDir
    Path folder;

    @Test
    void everyCommandOfThePageWorks() throws IOException {
        for (int song = 0; song < 3; song++) {
            musdb("train", song);
        }
        for (int song = 0; song < 50; song++) {
            musdb("test", song);
        }
        for (String split : List.of("train", "validation", "test")) {
            slakh(split);
        }
        wav(folder.resolve("song.wav"), stem(440, 0));

        for (String command : commands()) {
            run(command);
        }

        assertThat(folder.resolve("report.html")).isRegularFile();
        assertThat(folder.resolve("network.pt")).isRegularFile();
        assertThat(folder.resolve("louder.wav")).isRegularFile();
        assertThat(folder.resolve("runs/slakh/best.safetensors")).isRegularFile();
    }

    private static List<String> commands() throws IOException {
        List<String> commands = Files.readAllLines(PROJECT.resolve("docs/real-data.md")).stream()
                .filter(line -> line.startsWith("./fader trainer "))
                .map(line -> line.substring("./fader trainer ".length()))
                .toList();
        assertThat(commands).hasSizeGreaterThan(10);
        return commands;
    }

    private void run(String command) throws IOException {
        String[] parts = command.split(" > ", 2);
        List<String> arguments = new ArrayList<>();
        for (String argument : parts[0].split(" ", -1)) {
            arguments.add(isPath(argument) ? place(argument).toString() : argument);
        }
        Files.createDirectories(folder.resolve("results"));
        Printed printed = Printed.by(arguments.toArray(String[]::new));
        assertThat(printed.exitCode())
                .as(command)
                .isIn(
                        ExitCode.DONE,
                        command.startsWith("evaluate --model") ? ExitCode.NOT_AS_IT_SHOULD_BE : ExitCode.DONE);
        if (parts.length > 1) {
            Files.writeString(folder.resolve(parts[1]), shortened(printed.text(), command));
        }
    }

    private static boolean isPath(String argument) {
        return argument.matches("(musdb18hq|slakh2100|results|runs|deploy)(/.*)?|[a-z_]+\\.(json|pt|wav|html)");
    }

    private Path place(String argument) {
        return argument.startsWith("deploy/") ? PROJECT.resolve(argument) : folder.resolve(argument);
    }

    /** Two steps of a small network; of the shipped one where its weights are taken. */
    private static String shortened(String config, String command) throws IOException {
        ObjectNode tree = (ObjectNode) Json.MAPPER.readTree(config);
        tree.put("steps", 2)
                .put("warmupSteps", 0)
                .put("batchSize", 1)
                .put("accumulate", 1)
                .put("precision", "fp32");
        tree.put("validateEvery", 2).put("validationBatches", 1).put("checkpointEvery", 2);
        ((ObjectNode) tree.path("examples")).put("segmentSeconds", 1); // the songs are short
        if (!command.contains("fine_tune")) {
            ObjectNode network = (ObjectNode) tree.path("network");
            Map<String, Integer> small = Map.of(
                    "filters",
                    16,
                    "kernel",
                    256,
                    "stride",
                    128,
                    "bottleneck",
                    8,
                    "hidden",
                    12,
                    "skip",
                    8,
                    "blocks",
                    2,
                    "repeats",
                    1);
            small.forEach(network::put);
        }
        return tree.toString();
    }

    private void musdb(String split, int number) throws IOException {
        Path song = folder.resolve("musdb18hq/%s/Artist %02d - Title".formatted(split, number));
        int seed = number + (split.equals("train") ? 100 : 0);
        Map<String, double[][]> stems = new LinkedHashMap<>();
        stems.put("vocals", stem(310 + 7 * seed, 0));
        stems.put("drums", stem(0, seed + 1));
        stems.put("bass", stem(55 + seed, 0));
        stems.put("other", stem(640 + 11 * seed, 0));
        for (Map.Entry<String, double[][]> stem : stems.entrySet()) {
            wav(song.resolve(stem.getKey() + ".wav"), stem.getValue());
        }
        wav(song.resolve("mixture.wav"), sum(stems.values()));
    }

    private void slakh(String split) throws IOException {
        Path track = folder.resolve("slakh2100/%s/Track%05d".formatted(split, split.length()));
        List<String> classes = List.of("Piano", "Drums", "Bass", "Guitar", "Strings (continued)");
        StringBuilder yaml = new StringBuilder("UUID: of-" + split + "\naudio_dir: stems\nstems:\n");
        List<double[][]> stems = new ArrayList<>();
        for (int n = 0; n < classes.size(); n++) {
            boolean drums = classes.get(n).equals("Drums");
            double hertz = classes.get(n).equals("Bass") ? 55 : 300 + 170 * n;
            stems.add(stem(drums ? 0 : hertz + split.length(), drums ? split.length() : 0));
            write(track.resolve("stems/S%02d.flac".formatted(n)), AudioEncoding.FLAC_16, stems.getLast());
            yaml.append(String.format(
                    Locale.ROOT,
                    "  S%02d:%n    audio_rendered: true%n    inst_class: %s%n    is_drum: %b%n",
                    n,
                    classes.get(n),
                    drums));
        }
        write(track.resolve("mix.flac"), AudioEncoding.FLAC_16, sum(stems));
        Files.writeString(track.resolve("metadata.yaml"), yaml);
    }

    /** Stereo: a tone, or noise that decays again and again where there is no frequency. */
    private static double[][] stem(double hertz, int seed) {
        Random random = new Random(seed);
        double[][] stem = new double[2][FRAMES];
        for (int i = 0; i < FRAMES; i++) {
            for (int c = 0; c < 2; c++) {
                double sample = hertz > 0
                        ? 0.1 * Math.sin(2 * Math.PI * hertz * i / RATE + c)
                        : 0.04 * Math.exp(-(i % 9000) / 2000.0) * random.nextGaussian();
                stem[c][i] = Math.rint(sample * 32_768) / 32_768;
            }
        }
        return stem;
    }

    private static double[][] sum(Iterable<double[][]> stems) {
        double[][] sum = new double[2][FRAMES];
        for (double[][] stem : stems) {
            for (int c = 0; c < 2; c++) {
                for (int i = 0; i < FRAMES; i++) {
                    sum[c][i] += stem[c][i];
                }
            }
        }
        return sum;
    }

    private static void wav(Path file, double[][] samples) throws IOException {
        write(file, AudioEncoding.WAV_16, samples);
    }

    private static void write(Path file, AudioEncoding encoding, double[][] samples) throws IOException {
        Files.createDirectories(file.getParent());
        try (AudioWriter writer = AudioWriter.create(file, AudioOutput.of(encoding, RATE, samples.length))) {
            writer.write(samples, 0, FRAMES);
            writer.finish();
        }
    }
}
