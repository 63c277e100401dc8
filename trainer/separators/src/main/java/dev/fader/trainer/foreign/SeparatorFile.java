package dev.fader.trainer.foreign;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separation.TrainedNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that a separator can be loaded from, whoever made it; what it is, its first bytes say. */
public sealed interface SeparatorFile {

    /** A network of ours. */
    record Network(ModelFile model) implements SeparatorFile {

        @Override
        public Separator load(Device device) {
            return TrainedNetwork.load(model, device);
        }
    }

    /** A model made elsewhere. */
    record Foreign(Path file, SeparatorPackage content) implements SeparatorFile {

        @Override
        public Separator load(Device device) throws IOException {
            try {
                return ForeignSeparator.load(content, device);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
    }

    /** @throws IOException saying what is wrong with the file, if it can be read as neither */
    static SeparatorFile read(Path file) throws IOException {
        return isZip(file) ? new Foreign(file, SeparatorPackage.read(file)) : new Network(ModelFile.read(file));
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(4), new byte[] {'P', 'K', 3, 4});
        }
    }

    /** @throws IOException if its engine cannot load it */
    Separator load(Device device) throws IOException;
}
