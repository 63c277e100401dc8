package dev.fader.trainer.foreign;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fader.trainer.checkpoint.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A model made elsewhere and its description in one file, so that one hash names both: a zip archive of {@value #DESCRIPTION}
 * and {@value #MODEL}.
 *
 * @param model the bytes of the model's file
 */
@SuppressWarnings("ArrayRecordComponent") // read once, and handed to an engine that copies it
public record SeparatorPackage(SeparatorDescription description, byte[] model) {

    /** The usual ending of such a file's name. */
    public static final String EXTENSION = ".separator";

    private static final String DESCRIPTION = "separator.json";
    private static final String MODEL = "model";
    private static final int MOST_DESCRIPTION_BYTES = 1 << 20;
    private static final long MOST_MODEL_BYTES = 2_000_000_000;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @throws IOException saying what is wrong with it, if it cannot be read as one */
    public static SeparatorPackage read(Path file) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            byte[] text = entry(zip, file, DESCRIPTION, MOST_DESCRIPTION_BYTES);
            return new SeparatorPackage(describe(file, text), entry(zip, file, MODEL, MOST_MODEL_BYTES));
        } catch (ZipException e) {
            throw new IOException(file + " is no package of a separator: " + e.getMessage(), e);
        }
    }

    /** What a description's file says. @throws IOException naming the file and what is wrong with it */
    public static SeparatorDescription describe(Path file) throws IOException {
        if (Files.size(file) > MOST_DESCRIPTION_BYTES) {
            throw new IOException(file + " is no description: it has more than 1 MiB");
        }
        return describe(file, Files.readAllBytes(file));
    }

    private static SeparatorDescription describe(Path file, byte[] json) throws IOException {
        return Json.reader(SeparatorDescription.class).parse(file.toString(), new String(json, StandardCharsets.UTF_8));
    }

    private static byte[] entry(ZipFile zip, Path file, String name, long most) throws IOException {
        @Nullable ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw new IOException("%s is no package of a separator: it has no %s".formatted(file, name));
        }
        try (InputStream in = zip.getInputStream(entry)) {
            // what the entry says of its size need not be so
            byte[] bytes = in.readNBytes((int) most + 1);
            if (bytes.length > most) {
                throw new IOException("%s: its %s has more than %d bytes".formatted(file, name, most));
            }
            return bytes;
        }
    }

    /** Writes beside the target and renames it into place. The same package gives the same bytes. */
    public void write(Path file) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (OutputStream out = Files.newOutputStream(part);
                    ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                ByteArrayOutputStream text = new ByteArrayOutputStream();
                JSON.writeValue(text, description);
                store(zip, DESCRIPTION, text.toByteArray());
                store(zip, MODEL, model);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private static void store(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        // of no time, so that the hash is of what is in it alone
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
