package dev.fader.trainer.evaluation.separation;

import dev.fader.schemas.notation.Sha256;
import dev.fader.trainer.data.EstimatesFolder;
import dev.fader.trainer.engine.Device;
import dev.fader.trainer.separation.Separator;
import dev.fader.trainer.separators.SeparatorFile;
import dev.fader.trainer.separators.SeparatorFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is to be measured: a network or a model made elsewhere, folders of estimates, or both; all at one sample rate. */
public final class OpenedSeparators implements AutoCloseable {

    private final List<SongSeparator> all = new ArrayList<>();
    private @Nullable Separator network;

    /**
     * @param model file of a separator; null: none
     * @param name of it in tables; empty: its file's
     * @param estimates folders by name
     * @throws IllegalArgumentException if there is nothing to measure, or they differ in their rate
     */
    public static OpenedSeparators open(@Nullable Path model, String name, Map<String, Path> estimates, Device device)
            throws IOException {
        if (model == null && estimates.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is nothing to measure: name a --model or --estimates NAME=FOLDER");
        }
        OpenedSeparators opened = new OpenedSeparators();
        try {
            for (Map.Entry<String, Path> folder : estimates.entrySet()) {
                opened.all.add(new FinishedEstimates(EstimatesFolder.open(folder.getValue()), folder.getKey()));
            }
            if (model != null) {
                opened.add(model, name, device);
            }
            opened.requireOneRate();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void add(Path model, String name, Device device) throws IOException {
        SeparatorFile file = SeparatorFile.read(model);
        Separator loaded = file.load(device, SeparatorFolder.of(model));
        network = loaded;
        String shown = name.isEmpty() ? String.valueOf(model.getFileName()) : name;
        all.addFirst(SeparatorOnSongs.of(file, loaded, shown, Sha256.of(model)));
    }

    private void requireOneRate() {
        for (SongSeparator separator : all) {
            if (separator.label().sampleRateHz() != sampleRateHz()) {
                throw new IllegalArgumentException("%s is at %d Hz, %s at %d Hz: measure them one by one"
                        .formatted(
                                all.getFirst().label().name(),
                                sampleRateHz(),
                                separator.label().name(),
                                separator.label().sampleRateHz()));
            }
        }
    }

    public List<SongSeparator> all() {
        return List.copyOf(all);
    }

    /** @throws IllegalArgumentException if there are several */
    public SongSeparator single() {
        if (all.size() > 1) {
            throw new IllegalArgumentException("this protocol measures one separator at a time, not "
                    + all.stream().map(separator -> separator.label().name()).toList());
        }
        return all.getFirst();
    }

    public int sampleRateHz() {
        return all.getFirst().label().sampleRateHz();
    }

    @Override
    public void close() {
        if (network != null) {
            network.close();
        }
    }
}
