package dev.fader.worker.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.queue.storage.StorageException;
import dev.fader.worker.outcome.RefusedInput;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class DataFaultTest {

    @Test
    void whatCannotBeDrawnFromSongsIsRefusedWithTheReason() throws Exception {
        RefusedInput refusal = DataFault.refusal(
                new IOException("cannot draw", new IllegalArgumentException("no song has all sources")));

        assertThat(refusal.reason()).isEqualTo("bad_data");
        assertThat(refusal.detail()).contains("no song has all sources");
    }

    @Test
    void storageAndDiskAreNeverTheDatasFault() {
        passesOn(new IOException("cannot draw", new StorageException("the storage broke off")));
        passesOn(new IOException("cannot draw", new NoSuchFileException("song.wav")));
        passesOn(new IOException("cannot write", new IOException("No space left on device")));
    }

    @Test
    void whatWasJudgedWhereItHappenedKeepsItsVerdict() {
        passesOn(new IOException("cannot draw", new RefusedInput("dataset_changed", "song.wav is another")));
    }

    private static void passesOn(IOException failure) {
        assertThatThrownBy(() -> DataFault.refusal(failure)).isSameAs(failure);
    }
}
