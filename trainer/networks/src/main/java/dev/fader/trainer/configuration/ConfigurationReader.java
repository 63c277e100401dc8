package dev.fader.trainer.configuration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fader.trainer.configuration.FaultyConfiguration.Fault;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Reads what people write: a record of records, whose {@link Key}s say what may stand there. Of a file that cannot be used all is
 * told that is wrong with it, with its line: keys that are missing, unknown (with the one that may be meant), there twice or out
 * of range, and what the records themselves refuse.
 *
 * @param <T> what is made of it
 */
public final class ConfigurationReader<T> {

    private final ObjectMapper mapper;
    private final Class<T> type;
    private final Shape shape;

    /** @param mapper that makes the records */
    public ConfigurationReader(ObjectMapper mapper, Class<T> type) {
        this.mapper = mapper;
        this.type = type;
        this.shape = new Shapes(mapper).of(type);
    }

    /** @throws FaultyConfiguration naming the file and all that is wrong with it */
    public T read(Path file) throws IOException {
        return read(file, List.of());
    }

    /**
     * The same with other values for some keys.
     *
     * @param settings such as {@code examples.gainRangeDb=6}
     */
    public T read(Path file, List<String> settings) throws IOException {
        try {
            return parse(file.toString(), Files.readString(file), settings);
        } catch (CharacterCodingException e) {
            throw new FaultyConfiguration(file.toString(), List.of(new Fault("", "it is no text in UTF-8")));
        }
    }

    /** @param name of the text, for errors. @throws FaultyConfiguration with all that is wrong */
    public T parse(String name, String text) throws IOException {
        return parse(name, text, List.of());
    }

    /** The same with other values for some keys. */
    public T parse(String name, String text, List<String> settings) throws IOException {
        LocatedJson json = new LocatedJson(mapper, text);
        settings.forEach(json::set);
        List<Fault> faults = new Inspection(mapper, json, shape).faults();
        if (!faults.isEmpty()) {
            throw new FaultyConfiguration(name, faults);
        }
        try {
            return mapper.treeToValue(json.tree(), type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was looked at whole cannot be made", e);
        }
    }

    /** What is written, without keys that say only what is meant without them: files from before there were those stay the same. */
    public JsonNode shortest(T value) {
        JsonNode tree = mapper.valueToTree(value);
        Standards.leaveOut(tree, shape);
        return tree;
    }

    /**
     * In what a configuration that was written once is another one than this, key by key: keys that it has not got mean what their
     * standards say. It need not be one that is taken today.
     *
     * @param aside keys that are not compared
     */
    public List<String> differences(String written, T now, Set<String> aside) throws IOException {
        LocatedJson was = new LocatedJson(mapper, written);
        List<Fault> unused = new Inspection(mapper, was, shape).faults();
        return new Comparison(aside).differences(was.tree(), mapper.valueToTree(now));
    }
}
