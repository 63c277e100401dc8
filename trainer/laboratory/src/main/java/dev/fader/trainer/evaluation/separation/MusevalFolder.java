package dev.fader.trainer.evaluation.separation;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fader.trainer.checkpoint.WholeFile;
import dev.fader.trainer.metrics.BssScores;
import dev.fader.trainer.metrics.FramedScores;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of songs as museval writes and reads them: {@code NAME/SPLIT/SONG.json} with the frames of each target. What is not
 * defined or not finite is the word {@code NaN}, which is no JSON but what museval has there.
 */
public final class MusevalFolder {

    /** Digits behind the point, museval's. */
    private static final int DIGITS = 5;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Path folder;

    public MusevalFolder(Path folder) {
        this.folder = folder;
    }

    /** @param targets sources of the scores, in their order */
    void write(String separator, String split, String song, List<String> targets, FramedScores scores)
            throws IOException {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int k = 0; k < targets.size(); k++) {
            List<Map<String, Object>> frames = new ArrayList<>();
            for (int t = 0; t < scores.frames().size(); t++) {
                frames.add(frame(t, scores.frames().get(t), k));
            }
            Map<String, Object> target = new LinkedHashMap<>();
            target.put("name", targets.get(k));
            target.put("frames", frames);
            all.add(target);
        }
        Path file = folder.resolve(inName(separator)).resolve(inName(split)).resolve(inName(song) + ".json");
        Files.createDirectories(file.resolveSibling(""));
        WholeFile.write(file, part -> JSON.writeValue(part.toFile(), Map.of("targets", all)));
    }

    private static Map<String, Object> frame(int second, BssScores scores, int k) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("SDR", number(scores.sdr()[k]));
        metrics.put("SIR", number(scores.sir()[k]));
        metrics.put("SAR", number(scores.sar()[k]));
        metrics.put("ISR", number(scores.isr()[k]));
        Map<String, Object> frame = new LinkedHashMap<>();
        frame.put("time", (double) second);
        frame.put("duration", 1.0);
        frame.put("metrics", metrics);
        return frame;
    }

    private static Object number(double value) {
        return Double.isFinite(value)
                ? BigDecimal.valueOf(value).setScale(DIGITS, RoundingMode.HALF_EVEN)
                : (Object) Double.NaN;
    }

    /** A name may hold what no file's may. */
    private static String inName(String name) {
        return name.replace('/', '_').replace('\\', '_');
    }
}
