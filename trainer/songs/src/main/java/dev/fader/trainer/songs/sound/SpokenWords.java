package dev.fader.trainer.songs.sound;

import dev.fader.trainer.audio.AudioException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A folder of words that one speaker recorded; they are cut when they are first sung. Safe for threads. */
public final class SpokenWords {

    /** So many words give more syllables than a song has notes. */
    private static final int MOST = 60;

    private static final Pattern AUDIO = Pattern.compile("\\.(ogg|wav)$");

    private final String name;
    private final List<Path> files;
    private @Nullable RecordedVoice voice;

    private SpokenWords(String name, List<Path> files) {
        this.name = name;
        this.files = files;
    }

    /**
     * Words that are not whole are passed over: encoders of old wrote a length of a block too much.
     *
     * @param folder of Ogg or WAV files; folders in it are other speakers'
     */
    public static SpokenWords in(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> whole = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                if (whole.size() < MOST && AUDIO.matcher(file.toString()).find() && isWhole(file)) {
                    whole.add(file);
                }
            }
            return new SpokenWords(name, List.copyOf(whole));
        }
    }

    private static boolean isWhole(Path file) throws IOException {
        try {
            return RecordedHit.read(file).channels()[0].length > 0;
        } catch (AudioException e) {
            if (e.reason() == AudioException.Reason.TRUNCATED) {
                return false;
            }
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    public String name() {
        return name;
    }

    public int size() {
        return files.size();
    }

    public synchronized RecordedVoice voice() {
        if (voice == null) {
            voice = RecordedVoice.of(name, files.stream().map(SpokenWords::read).toList());
        }
        return voice;
    }

    private static float[] read(Path file) {
        try {
            return RecordedHit.read(file).cleaned().at(RecordedVoice.RATE, 0)[0];
        } catch (IOException e) {
            throw new UncheckedIOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Of all words, as they lie in the files. @throws IOException naming one that cannot be read */
    public Set<String> hashes() throws IOException {
        Set<String> hashes = new HashSet<>();
        for (Path file : files) {
            for (short[] channel : RecordedHit.beginning(file)) {
                SampleHash.of(channel).ifPresent(hashes::add);
            }
        }
        return hashes;
    }
}
