package dev.fader.trainer.songs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fader.trainer.audio.AudioEncoding;
import dev.fader.trainer.audio.AudioOutput;
import dev.fader.trainer.audio.AudioWriter;
import dev.fader.trainer.audio.Wav24Writer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where songs lie and how they are written: whole or not at all, since a song's folder gets its name when all its files
 * are complete. A {@code song.json} beside the files says what was drawn.
 */
final class SongFiles {

    private static final String RECORD = "song.json";
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;
    private final SongLayout layout;
    private final long seed;
    private final double seconds;
    private final Edition edition;
    private final SoundsKey sounds;

    SongFiles(Path folder, SongLayout layout, long seed, double seconds, Edition edition, SoundsKey sounds) {
        this.folder = folder;
        this.layout = layout;
        this.seed = seed;
        this.seconds = seconds;
        this.edition = edition;
        this.sounds = sounds;
    }

    Path of(int index) {
        return folder.resolve(
                switch (layout) {
                    case MUSDB18_HQ -> String.format(Locale.ROOT, "Synthetic %d - %05d", seed, index);
                    case SLAKH -> String.format(Locale.ROOT, "Track%05d", index + 1);
                });
    }

    /** Whether the song is there already. @throws IOException also when another song lies in its place */
    boolean has(int index) throws IOException {
        Path song = of(index);
        if (!Files.exists(song)) {
            return false;
        }
        Path file = song.resolve(RECORD);
        JsonNode found = Files.exists(file) ? JSON.readTree(file.toFile()) : JSON.createObjectNode();
        List<String> differences = differences(found, index);
        if (!differences.isEmpty()) {
            throw new IOException(song + " holds another song (" + String.join(", ", differences)
                    + "): choose another folder with --out, or remove it"
                    + (layout == SongLayout.SLAKH
                            ? "; in this layout songs of every call have the same names, so each call needs a folder"
                            : ""));
        }
        return true;
    }

    private List<String> differences(JsonNode found, int index) {
        List<String> differences = new ArrayList<>();
        if (found.path("edition").asInt() != edition.number()) {
            differences.add("its edition is " + found.path("edition").asInt() + ", not " + edition);
        }
        if (found.path("seed").asLong() != seed) {
            differences.add("its seed is " + found.path("seed").asLong() + ", not " + seed);
        }
        if (found.path("index").asInt(-1) != index) {
            differences.add("its number is " + found.path("index").asInt(-1) + ", not " + index);
        }
        if (found.path("seconds").asDouble() != seconds) {
            differences.add("it lasts " + found.path("seconds").asDouble() + " seconds, not " + seconds);
        }
        differences.addAll(sounds.differences(found));
        return differences;
    }

    void write(int index, Song song) throws IOException {
        Path target = of(index);
        Path partial = folder.resolve("." + target.getFileName() + ".partial");
        remove(partial);
        Files.createDirectories(partial);
        switch (layout) {
            case MUSDB18_HQ -> writeMusdb(partial, song);
            case SLAKH -> writeSlakh(partial, song, index);
        }
        JSON.writeValue(partial.resolve(RECORD).toFile(), record(index, song));
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void writeMusdb(Path to, Song song) throws IOException {
        wav(to.resolve("mixture.wav"), song.mixdown().mixture());
        for (int k = 0; k < song.scores().size(); k++) {
            wav(
                    to.resolve(song.scores().get(k).name() + ".wav"),
                    song.mixdown().stems().get(k));
        }
    }

    private void writeSlakh(Path to, Song song, int index) throws IOException {
        Files.createDirectories(to.resolve("stems"));
        slakh(to, "mix", song.mixdown().mixture());
        StringBuilder yaml =
                new StringBuilder("UUID: synthetic-" + seed + "-" + index + "\naudio_dir: stems\nstems:\n");
        for (int k = 0; k < song.scores().size(); k++) {
            StemScore score = song.scores().get(k);
            String id = String.format(Locale.ROOT, "S%02d", k);
            slakh(to.resolve("stems"), id, song.mixdown().stems().get(k));
            String name = score.name().substring(0, 1).toUpperCase(Locale.ROOT)
                    + score.name().substring(1);
            yaml.append("  ")
                    .append(id)
                    .append(":\n    audio_rendered: true\n    inst_class: ")
                    .append(name);
            yaml.append("\n    is_drum: ").append(score.name().equals("drums"));
            yaml.append("\n    program_num: ")
                    .append(score.parts().getFirst().program())
                    .append('\n');
        }
        Files.writeString(to.resolve("metadata.yaml"), yaml);
    }

    private void slakh(Path folder, String name, int[][] samples) throws IOException {
        switch (edition) {
            case FIRST -> wav(folder.resolve(name + ".wav"), samples);
            case SECOND, THIRD -> flac(folder.resolve(name + ".flac"), samples);
        }
    }

    private static void flac(Path file, int[][] samples) throws IOException {
        AudioOutput output = AudioOutput.of(AudioEncoding.FLAC_24, Song.SAMPLE_RATE_HZ, samples.length);
        try (AudioWriter writer = AudioWriter.create(file, output)) {
            double[][] planar = new double[samples.length][samples[0].length];
            for (int c = 0; c < samples.length; c++) {
                for (int i = 0; i < samples[c].length; i++) {
                    planar[c][i] = samples[c][i] * 0x1p-23;
                }
            }
            writer.write(planar, 0, planar[0].length);
            writer.finish();
        }
    }

    private static void wav(Path file, int[][] samples) throws IOException {
        try (Wav24Writer writer = new Wav24Writer(file, Song.SAMPLE_RATE_HZ, samples.length)) {
            writer.write(samples, 0, samples[0].length);
        }
    }

    private ObjectNode record(int index, Song song) {
        ObjectNode record = JSON.createObjectNode()
                .put("edition", edition.number())
                .put("seed", seed)
                .put("index", index)
                .put("seconds", seconds)
                .put("tempo_bpm", Math.round(600 / song.form().beatSeconds()) / 10.0)
                .put("tonic", song.form().key().tonic())
                .put("mode", song.form().key().mode().name().toLowerCase(Locale.ROOT))
                .put("soundfont", song.soundFont());
        if (edition != Edition.FIRST) {
            record.put("metre", song.form().metre().name().toLowerCase(Locale.ROOT));
        }
        if (edition == Edition.THIRD) {
            record.put("speed_percent", song.production().tape().percent())
                    .put("limited_db", song.balance().limitedDb());
        }
        sounds.put(record);
        ObjectNode stems = record.putObject("stems");
        for (int k = 0; k < song.scores().size(); k++) {
            StemScore score = song.scores().get(k);
            ObjectNode stem = stems.putObject(score.name())
                    .put("level_db", song.balance().levelsDb().get(k));
            List<Integer> programs = score.parts().stream().map(Part::program).toList();
            programs.forEach(stem.putArray("programs")::add);
            stem.put("formant_singers", score.sung().size());
            List<String> sounds = song.sounds().getOrDefault(score.name(), List.of());
            if (!sounds.isEmpty()) {
                sounds.forEach(stem.putArray("sounds")::add);
            }
            if (edition == Edition.THIRD) {
                stem.put("polarity", song.production().polarities().get(k));
                song.production().devices().get(k).forEach(stem.putArray("devices")::add);
            }
        }
        return record;
    }

    private static void remove(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> paths = Files.walk(tree)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
