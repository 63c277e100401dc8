package dev.fader.trainer.separators;

import dev.fader.trainer.checkpoint.ModelFile;
import dev.fader.trainer.checkpoint.Safetensors;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.foreign.ForeignSeparator;
import dev.fader.trainer.foreign.SeparatorPackage;
import dev.fader.trainer.mixer.MixerFile;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separation.TrainedNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** A file that a separator can be loaded from, whoever made it; what it is, the file says. */
public sealed interface SeparatorFile {

    /** A network of ours. */
    record Network(ModelFile model) implements SeparatorFile {

        @Override
        public Separator load(Device device, int channelsAtOnce, Others others) {
            return TrainedNetwork.load(model, device, channelsAtOnce);
        }
    }

    /** A model made elsewhere. */
    record Foreign(Path file, SeparatorPackage content) implements SeparatorFile {

        @Override
        public Separator load(Device device, int channelsAtOnce, Others others) throws IOException {
            try {
                return ForeignSeparator.load(content, device);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
    }

    /** A mixer of others, which are loaded with it. */
    record Mixer(Path file, MixerFile content) implements SeparatorFile {

        @Override
        public Separator load(Device device, int channelsAtOnce, Others others) throws IOException {
            try {
                return EnsembleSeparator.load(content, device, channelsAtOnce, others);
            } catch (IllegalArgumentException e) {
                throw new IOException(file + ": " + e.getMessage(), e);
            }
        }
    }

    /** Where the separators of a mixer are found. */
    @FunctionalInterface
    interface Others {

        /** @throws IOException if there is none with that hash */
        SeparatorFile withHash(String sha256) throws IOException;
    }

    /** @throws IOException saying what is wrong with the file, if it can be read as none of them */
    static SeparatorFile read(Path file) throws IOException {
        if (isZip(file)) {
            return new Foreign(file, SeparatorPackage.read(file));
        }
        return MixerFile.isOne(Safetensors.read(file))
                ? new Mixer(file, MixerFile.read(file))
                : new Network(ModelFile.read(file));
    }

    private static boolean isZip(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(4), new byte[] {'P', 'K', 3, 4});
        }
    }

    /** One that takes a channel at a time. */
    default Separator load(Device device, Others others) throws IOException {
        return load(device, 1, others);
    }

    /**
     * @param channelsAtOnce that a network of ours is to take; others take what they take
     * @throws IOException if its engine cannot load it, or a separator that it mixes is not there or another than it was
     */
    Separator load(Device device, int channelsAtOnce, Others others) throws IOException;
}
