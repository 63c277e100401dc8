package dev.fader.trainer.songs;

import dev.fader.trainer.songs.StemScore.Sung;
import dev.fader.trainer.songs.Studio.Take;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A finished song.
 *
 * @param soundFont that all was played with, or the set of sounds
 * @param sounds by stem, what played it, since the third edition
 * @param scores what each stem plays, in the mixdown's order
 */
record Song(
        SongForm form,
        String soundFont,
        Map<String, List<String>> sounds,
        List<StemScore> scores,
        Production production,
        Balance balance,
        Mixdown mixdown) {

    static final int SAMPLE_RATE_HZ = 44_100;

    /** What is struck later than this before the end may be too late to be heard. */
    private static final double HEARD_SECONDS = 0.1;

    /**
     * Composes, plays and mixes. The same chance gives the same song, bit for bit.
     *
     * @throws IllegalStateException when a stem that has notes is silent, naming what played it; since the third edition
     */
    static Song make(Chance splits, SongLayout layout, double seconds, Instruments instruments, Edition edition) {
        // since the third edition, songs of one seed and index in two layouts share nothing
        Chance chance = edition == Edition.THIRD ? splits.branch(layout.toString()) : splits;
        int frames = (int) Math.round(seconds * SAMPLE_RATE_HZ);

        SongForm form = SongForm.draw(chance.branch("plan"), seconds, edition);
        List<StemScore> scores = new Composer(form, chance.branch("scores"), edition).compose(layout);
        Production production = Production.draw(chance.branch("record"), scores.size(), edition);
        Band band = Band.draw(instruments, chance);

        List<float[][]> stems = new ArrayList<>();
        List<List<String>> devices = new ArrayList<>();
        for (int k = 0; k < scores.size(); k++) {
            StemScore score = scores.get(k);
            Chance its = chance.branch(score.name());
            Take take = edition == Edition.THIRD
                    ? new Studio(band, production.tape()).record(score, its, frames)
                    : new Take(played(score, band, its, frames), List.of());
            float[][] stem = take.sound();
            new Effects(chance.branch(score.name() + " effects"), SAMPLE_RATE_HZ).apply(stem, score.wet());
            if (edition != Edition.FIRST) {
                new ChannelStrip(chance.branch(score.name() + " production"), form, edition, SAMPLE_RATE_HZ)
                        .apply(score.name(), stem);
            }
            if (edition == Edition.THIRD) {
                RumbleFilter.apply(stem, SAMPLE_RATE_HZ);
                Level.scale(stem, production.polarities().get(k));
            }
            stems.add(stem);
            devices.add(take.devices());
        }

        List<String> names = scores.stream().map(StemScore::name).toList();
        Balance balance = Balance.draw(chance.branch("mix"), names, edition);
        Song song = new Song(
                form,
                band.name(),
                band.used().get(),
                scores,
                production.with(devices),
                balance,
                Mixdown.of(stems, balance));
        if (edition == Edition.THIRD) {
            song.refuseSilence(seconds);
        }
        return song;
    }

    /** A stem may rest throughout a short song, but what has notes must sound. */
    private void refuseSilence(double seconds) {
        for (int k = 0; k < scores.size(); k++) {
            StemScore score = scores.get(k);
            boolean written = Stream.concat(
                            score.parts().stream().map(Part::notes),
                            score.sung().stream().map(Sung::notes))
                    .flatMap(List::stream)
                    .anyMatch(note -> note.start() < seconds - HEARD_SECONDS);
            if (written && mixdown.isSilent(k)) {
                throw new IllegalStateException("the stem %s is silent from beginning to end, played by %s of %s: see"
                                .formatted(
                                        score.name(),
                                        sounds.getOrDefault(score.name(), List.of("the singers")),
                                        soundFont)
                        + " with \"trainer sounds --each\" what is wrong with it, and leave that sound out");
            }
        }
    }

    /** All parts of a stem at once, and its singers above them. */
    private static float[][] played(StemScore score, Band band, Chance chance, int frames) {
        float[][] out = score.parts().isEmpty()
                ? new float[2][frames]
                : band.player().play(score.name(), score.parts(), chance, frames);
        double partsGain = score.sung().isEmpty() || score.parts().isEmpty() ? 1 : Level.gainTo(0.25, out);
        Level.scale(out, partsGain);
        Singers.sing(score.sung(), band.vocalist(), chance, out);
        return out;
    }
}
