package dev.fader.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A run sees as many examples as its budget says, and another seed sees others. */
class ExamplesDifferTest {

    private static final int RATE = 8_000;
    private static final int STEPS = 400;

    @TempDir
    static Path root;

    @BeforeAll
    static void threeSongsOfAMinute() throws IOException {
        for (int song = 0; song < 3; song++) {
            Path folder = root.resolve("train/song" + song);
            Tones.write(folder.resolve("bass.wav"), RATE, 60, 80 + 15 * song);
            Tones.write(folder.resolve("other.wav"), RATE, 60, 900 + 200 * song);
        }
    }

    @ParameterizedTest
    @CsvSource({"MIXED, 1", "MIXED, 4", "MIXED, 32", "PAPER, 4", "PAPER, 32", "RECORD, 3", "RECORD, 32"})
    void ofFourHundredStepsMoreThanNinetyNineInAHundredExamplesDiffer(ExcerptSampling drawing, int batch)
            throws IOException {
        List<List<DrawnSource>> examples = draw(drawing, batch, STEPS, 1);

        assertThat(examples).hasSize(batch * STEPS);
        assertThat(ExampleCount.of(examples).distinct()).isGreaterThan((long) (0.99 * examples.size()));
    }

    /** Neighbours, the complement that validation takes, and a multiple of the generator's own increment. */
    @ParameterizedTest
    @CsvSource({"1, 2", "1, -2", "7, 8", "3, -7046029254386353128"})
    void twoSeedsShareNoExample(long one, long other) throws IOException {
        Set<List<DrawnSource>> shared = new LinkedHashSet<>(draw(ExcerptSampling.MIXED, 4, STEPS, one));

        shared.retainAll(draw(ExcerptSampling.MIXED, 4, STEPS, other));

        assertThat(shared).isEmpty();
    }

    @Test
    void signsAndAbsencesComeAsOftenAsAskedFor() throws IOException {
        ExampleCount count = ExampleCount.of(draw(ExcerptSampling.MIXED, 4, STEPS, 5));

        assertThat(count.negatedShare()).isCloseTo(0.5, within(0.03));
        assertThat(count.absentShare()).isCloseTo(0.15, within(0.03));
        assertThat(count.mostRepeated()).isLessThanOrEqualTo(2);
    }

    private static List<List<DrawnSource>> draw(ExcerptSampling drawing, int batch, int steps, long seed)
            throws IOException {
        // across songs there are so many places that two alike are no chance
        double crossSongShare = drawing == ExcerptSampling.MIXED ? 1 : 0;
        ExampleConfig config =
                new ExampleConfig(0.0531, drawing, crossSongShare, 12, new Augmentation(0, 0, 0.5, 0.15));
        StemDataset dataset = StemDataset.open(root, "train", List.of("bass", "other"), RATE);
        ExampleSampler sampler = new ExampleSampler(dataset, config, config.samples(RATE), batch, RATE, seed);
        List<List<DrawnSource>> examples = new ArrayList<>();
        for (long step = 0; step < steps; step++) {
            examples.addAll(sampler.batch(step).origins());
        }
        return examples;
    }
}
