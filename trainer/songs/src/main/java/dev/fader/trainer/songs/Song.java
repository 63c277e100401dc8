package dev.fader.trainer.songs;

import dev.fader.trainer.songs.StemScore.Sung;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A finished song.
 *
 * @param scores what each stem plays, in the mixdown's order
 * @param sounds by stem, what played it, since the third edition
 * @param levelsDb each stem's level around equal loudness
 */
record Song(
        SongForm form,
        String soundFont,
        Map<String, List<String>> sounds,
        List<StemScore> scores,
        List<Double> levelsDb,
        Mixdown mixdown) {

    static final int SAMPLE_RATE_HZ = 44_100;

    /** Composes, plays and mixes. The same chance gives the same song, bit for bit. */
    static Song make(Chance chance, SongLayout layout, double seconds, Instruments instruments, Edition edition) {
        int frames = (int) Math.round(seconds * SAMPLE_RATE_HZ);
        SongForm form = SongForm.draw(chance.branch("plan"), seconds, edition);
        Band band = Band.draw(instruments, chance);
        List<StemScore> scores = new Composer(form, chance.branch("scores"), edition).compose(layout);
        List<float[][]> stems = new ArrayList<>();
        for (StemScore score : scores) {
            float[][] stem = play(score, band, chance.branch(score.name()), frames);
            new Effects(chance.branch(score.name() + " effects"), SAMPLE_RATE_HZ).apply(stem, score.wet());
            if (edition != Edition.FIRST) {
                new ChannelStrip(chance.branch(score.name() + " production"), form, SAMPLE_RATE_HZ)
                        .apply(score.name(), stem);
            }
            stems.add(stem);
        }
        List<String> names = scores.stream().map(StemScore::name).toList();
        Balance balance = Balance.draw(chance.branch("mix"), names, edition);
        Mixdown mixdown = Mixdown.of(stems, balance.levelsDb(), balance.peak());
        return new Song(form, band.name(), band.used().get(), scores, balance.levelsDb(), mixdown);
    }

    private static float[][] play(StemScore score, Band band, Chance chance, int frames) {
        float[][] out = score.parts().isEmpty()
                ? new float[2][frames]
                : band.player().play(score.name(), score.parts(), chance, frames);
        double partsGain = score.sung().isEmpty() || score.parts().isEmpty() ? 1 : gainTo(0.25, out);
        scale(out, partsGain);
        for (int n = 0; n < score.sung().size(); n++) {
            Sung sung = score.sung().get(n);
            float[] voice = band.vocalist().sing(sung, chance.branch("singer " + n), frames);
            double gain = sung.gain() * gainTo(1, new float[][] {voice, voice});
            // equal power: a voice is as loud at the side as in the middle
            double angle = (sung.pan() + 1) * Math.PI / 4;
            add(out[0], voice, gain * StrictMath.cos(angle));
            add(out[1], voice, gain * StrictMath.sin(angle));
        }
        return out;
    }

    private static double gainTo(double rms, float[][] stereo) {
        double active = Mixdown.activeRms(stereo);
        return active == 0 ? 0 : rms / active;
    }

    private static void scale(float[][] stereo, double gain) {
        for (float[] samples : stereo) {
            for (int i = 0; i < samples.length; i++) {
                samples[i] *= (float) gain;
            }
        }
    }

    private static void add(float[] out, float[] in, double gain) {
        for (int i = 0; i < out.length; i++) {
            out[i] += (float) (gain * in[i]);
        }
    }
}
