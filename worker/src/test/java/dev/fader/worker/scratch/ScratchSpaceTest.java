package dev.fader.worker.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fader.worker.outcome.RefusedInput;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchSpaceTest {

    @TempDir
    Path root;

    @Test
    void whatAnAttemptLeavesGoesWithIt() throws Exception {
        ScratchSpace space = new ScratchSpace(root, "here", 1000);
        Path folder;
        try (Scratch scratch = space.open("task")) {
            folder = scratch.folder();
            Files.writeString(scratch.file("input"), "sound");
        }

        assertThat(folder).doesNotExist();
    }

    @Test
    void whatAProcessThatDiedHasLeftIsRemovedByTheNext() throws Exception {
        Path left = Files.createDirectories(root.resolve("dead/task_1"));
        Files.writeString(left.resolve("track0"), "half a song");
        Files.createFile(root.resolve("dead/lock"));

        new ScratchSpace(root, "here", 1000).open("task").close();

        assertThat(root.resolve("dead")).doesNotExist();
    }

    @Test
    void leftoversGoBeforeTheFirstTaskComes() throws Exception {
        Path left = Files.createDirectories(root.resolve("dead/task_1"));
        Files.createFile(root.resolve("dead/lock"));

        new ScratchSpace(root, "here", 1000).prepare();

        assertThat(left).doesNotExist();
    }

    @Test
    void aFolderOfSomebodyElseStays() throws Exception {
        Path theirs = Files.createDirectories(root.resolve("music"));

        new ScratchSpace(root, "here", 1000).prepare();

        assertThat(theirs).exists();
    }

    @Test
    void aFolderThatWasTidiedAwayIsMadeAgain() throws Exception {
        ScratchSpace space = new ScratchSpace(root, "here", 1000);
        space.prepare();
        Scratch.delete(root.resolve("here"));

        try (Scratch scratch = space.open("task")) {
            assertThat(scratch.folder()).isDirectory();
        }
    }

    @Test
    void whatAProcessThatLivesHasThereStays() throws Exception {
        ScratchSpace other = new ScratchSpace(root, "other", 1000);
        try (Scratch theirs = other.open("task")) {
            new ScratchSpace(root, "here", 1000).open("task").close();

            assertThat(theirs.folder()).exists();
        }
    }

    @Test
    void roomThatOthersHaveIsNotThereNowButLater() throws Exception {
        ScratchSpace space = new ScratchSpace(root, "here", 1000);
        try (Scratch second = space.open("second")) {
            try (Scratch first = space.open("first")) {
                first.reserve(600);
                assertThatThrownBy(() -> second.reserve(600))
                        .isInstanceOf(ScratchFullException.class)
                        .hasMessageContaining("600 of 1000 are taken");
            }
            second.reserve(600);
        }
    }

    @Test
    void roomThatWillNeverBeThereIsRefused() throws Exception {
        try (Scratch scratch = new ScratchSpace(root, "here", 1000).open("task")) {
            assertThatThrownBy(() -> scratch.reserve(1001))
                    .isInstanceOfSatisfying(
                            RefusedInput.class,
                            refused -> assertThat(refused.reason()).isEqualTo("limit_scratch"));
        }
    }

    @Test
    void moreThanTheDiskHasFreeIsNotThereNowAndMoreThanItHoldsWillNeverBe() throws Exception {
        FileStore disk = Files.getFileStore(root);
        try (Scratch scratch = new ScratchSpace(root, "here", Long.MAX_VALUE).open("task")) {
            assertThatThrownBy(() -> scratch.reserve(disk.getTotalSpace())).isInstanceOf(ScratchFullException.class);
            assertThatThrownBy(() -> scratch.reserve(disk.getTotalSpace() * 2)).isInstanceOf(RefusedInput.class);
        }
    }
}
