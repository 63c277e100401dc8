package dev.fader.trainer.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fader.trainer.data.Finding.Kind;
import dev.fader.trainer.data.SongEntry.Oddity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The file in a song's folder that tells what its stems are. */
final class SongMetadata {

    private SongMetadata() {}

    /** @param oddities gets what is wrong with it @return nothing where it is not there or cannot be read */
    static JsonNode read(Path file, ObjectMapper mapper, List<Oddity> oddities) throws IOException {
        String name = SongFinder.name(file);
        if (!Files.isRegularFile(file)) {
            oddities.add(new Oddity(Kind.MISSING, name + " is not there, so nobody knows what the stems are"));
            return MissingNode.getInstance();
        }
        try {
            return mapper.readTree(file.toFile());
        } catch (JsonProcessingException e) {
            oddities.add(new Oddity(Kind.UNREADABLE, "%s cannot be read: %s".formatted(name, e.getOriginalMessage())));
            return MissingNode.getInstance();
        }
    }

    /** What is said in place of a file's name, as one that leads into no other folder. */
    static String fileName(String said) {
        String name = said.replaceAll("[/\\\\\0]", "_");
        return name.startsWith(".") ? "_" + name : name;
    }
}
