package dev.fader.trainer.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.checkpoint.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * By what songs are known again wherever they lie: their names, and of each stem its length and the beginning of its file. A change
 * behind the beginning that leaves the length as it is goes unseen in WAV; the beginning of FLAC has a hash of all samples.
 *
 * @param splits a hash of each song by its name, for each split
 */
public record Fingerprint(Map<String, Map<String, String>> splits) {

    /** All that is there of a song that is still on its way. */
    private static final int BEGINNING_BYTES = 1 << 15;

    private static final int HASH_DIGITS = 16;
    private static final int NAMED = 3;
    private static final TypeReference<Map<String, Map<String, String>>> HASHES = new TypeReference<>() {};

    /** @param splits opened, by name */
    public static Fingerprint of(Map<String, StemDataset> splits) throws IOException {
        Map<String, Map<String, String>> hashes = new TreeMap<>();
        for (Map.Entry<String, StemDataset> split : splits.entrySet()) {
            Map<String, String> songs = new TreeMap<>();
            for (StemSong song : split.getValue().songs()) {
                songs.put(song.name(), hash(song));
            }
            hashes.put(split.getKey(), songs);
        }
        return new Fingerprint(hashes);
    }

    /** @throws IOException if it is no text of {@link #toText} */
    public static Fingerprint parse(String text) throws IOException {
        try {
            return new Fingerprint(Json.MAPPER.readValue(text, HASHES));
        } catch (JsonProcessingException e) {
            throw new IOException("the songs of a run are not told by " + text, e);
        }
    }

    /** In one line. */
    public String toText() {
        return Json.MAPPER.valueToTree(splits).toString();
    }

    /** What is not as it was, split by split, for people; empty where nothing is. */
    public List<String> differences(Fingerprint now) {
        List<String> differences = new ArrayList<>();
        for (String split : new TreeSet<>(splits.keySet())) {
            Map<String, String> before = splits.getOrDefault(split, Map.of());
            Map<String, String> after = now.splits.getOrDefault(split, Map.of());
            Map<String, List<String>> found = new LinkedHashMap<>();
            for (String song : new TreeSet<>(before.keySet())) {
                if (!after.containsKey(song)) {
                    found.computeIfAbsent("lacks", unused -> new ArrayList<>()).add(song);
                } else if (!after.getOrDefault(song, "").equals(before.get(song))) {
                    found.computeIfAbsent("has another recording of", unused -> new ArrayList<>())
                            .add(song);
                }
            }
            for (String song : new TreeSet<>(after.keySet())) {
                if (!before.containsKey(song)) {
                    found.computeIfAbsent("has besides", unused -> new ArrayList<>())
                            .add(song);
                }
            }
            found.forEach((what, songs) -> differences.add("%s %s %s".formatted(split, what, some(songs))));
        }
        return differences;
    }

    private static String some(List<String> songs) {
        String first = songs.stream().limit(NAMED).collect(Collectors.joining(", "));
        return songs.size() > NAMED ? "%s and %d more".formatted(first, songs.size() - NAMED) : first;
    }

    private static String hash(StemSong song) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (Stem stem : song.stems()) {
            add(stem, all);
        }
        return Sha256.of(all.toByteArray()).substring(0, HASH_DIGITS);
    }

    private static void add(Stem stem, ByteArrayOutputStream to) throws IOException {
        if (stem instanceof Stem.Sum sum) {
            for (Stem part : sum.parts()) {
                add(part, to);
            }
            return;
        }
        String known =
                "%d %d %d %d;".formatted(stem.frames(), stem.sampleRateHz(), stem.channels(), stem.place().stream());
        to.writeBytes(known.getBytes(StandardCharsets.UTF_8));
        try (InputStream in = Files.newInputStream(stem.place().file())) {
            to.writeBytes(in.readNBytes(BEGINNING_BYTES));
        }
    }
}
