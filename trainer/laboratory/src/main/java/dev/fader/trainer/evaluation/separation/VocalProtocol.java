package dev.fader.trainer.evaluation.separation;

import dev.fader.trainer.data.StemDataset;
import dev.fader.trainer.data.StemSong;
import dev.fader.trainer.evaluation.MeasuredData;
import dev.fader.trainer.evaluation.separation.VocalSong.Target;
import dev.fader.trainer.evaluation.separation.VocalSong.Track;
import dev.fader.trainer.metrics.BssEval;
import dev.fader.trainer.metrics.BssScores;
import dev.fader.trainer.metrics.FramedScores;
import dev.fader.trainer.metrics.PredictedEnergy;
import dev.fader.trainer.metrics.Silence;
import dev.fader.trainer.metrics.SourceImages;
import dev.fader.trainer.metrics.VoiceActivity;
import dev.fader.trainer.metrics.VoiceLabels;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;

/**
 * The protocol of HTMD-Net's comparison: vocals against all else, mono (the mean of the channels), at the level that songs
 * have. What its sources leave open is decided as museval and Wave-U-Net's evaluation have it: segments are seconds side by
 * side, with filters fitted on the whole song; the accompaniment's estimate is what the vocals' leaves of the mixture; a
 * song's value is the median of its segments; labels of voice activity are taken from a detector that hears the whole song.
 */
public final class VocalProtocol {

    private final SongSeparator separator;
    private final int vocals;

    /** @throws IllegalArgumentException if the separator has no vocals */
    public VocalProtocol(SongSeparator separator) {
        this.separator = separator;
        this.vocals = separator.label().sources().indexOf(VocalResult.VOCALS);
        if (vocals < 0) {
            throw new IllegalArgumentException("%s estimates %s, and no vocals: this protocol measures vocals"
                    .formatted(separator.label().name(), separator.label().sources()));
        }
    }

    /**
     * @param dataset stems that sum to the mixture
     * @param voice which of them is the reference
     * @param afterSong takes the name of each song that is done
     */
    public VocalResult evaluate(
            StemDataset dataset, String voice, String dataName, String split, Consumer<String> afterSong)
            throws IOException {
        int reference = dataset.sources().indexOf(voice);
        if (reference < 0) {
            throw new IllegalArgumentException("the stems %s have no %s: name the one to measure with --stem vocals=…"
                    .formatted(dataset.sources(), voice));
        }
        List<VocalSong> songs = new ArrayList<>();
        double longest = 0;
        for (StemSong song : dataset.songs()) {
            songs.add(measure(song, reference));
            longest = Math.max(longest, (double) song.frames() / song.sampleRateHz());
            afterSong.accept(song.name());
        }
        VocalSummary summary = new VocalSummary(songs);
        return new VocalResult(
                "evaluate",
                true,
                VocalResult.HTMD,
                separator.label(),
                new MeasuredData(dataName, split, songs.size(), longest),
                List.of(summary.target(VocalResult.VOCALS, 0), summary.target(VocalResult.ACCOMPANIMENT, 1)),
                summary.silence(),
                songs);
    }

    private VocalSong measure(StemSong song, int reference) throws IOException {
        float[] mixture = SongMixture.of(song).mono();
        double[] voice = doubles(song.readMono(reference, 0, mixture.length));
        double[] estimate = doubles(separator.separate(song, new float[][] {mixture})[vocals][0]);
        double[] rest = rest(mixture, voice);
        Silence silence = Silence.in(doubles(mixture));
        boolean silent = silence.holds(voice) || silence.holds(rest);
        BssEval eval = BssEval.of(
                SourceImages.mono(new double[][] {voice, rest}),
                SourceImages.mono(new double[][] {estimate, rest(mixture, estimate)}));
        FramedScores frames = eval.frames(song.sampleRateHz()).without(frame -> {
            int from = frame * song.sampleRateHz();
            int to = Math.min(from + song.sampleRateHz(), voice.length);
            return silent || silence.holds(voice, from, to) || silence.holds(rest, from, to);
        });
        BssScores whole = silent ? BssScores.undefined(2) : eval.images();
        VoiceLabels heard = VoiceActivity.of(voice, song.sampleRateHz());
        return new VocalSong(
                song.name(),
                frames.frames().size(),
                frames.undefined(),
                List.of(target(frames, whole, 0), target(frames, whole, 1)),
                energyAtSilence(estimate, heard, song.sampleRateHz()),
                heard.count(),
                heard.agreeing(VoiceActivity.of(estimate, song.sampleRateHz())));
    }

    private static double[] energyAtSilence(double[] estimate, VoiceLabels heard, int rateHz) {
        DoubleStream.Builder energies = DoubleStream.builder();
        for (int second = 0; (second + 1) * rateHz <= estimate.length; second++) {
            if (heard.silentIn(second)) {
                energies.add(PredictedEnergy.db(estimate, second * rateHz, (second + 1) * rateHz));
            }
        }
        return energies.build().toArray();
    }

    private static Target target(FramedScores frames, BssScores whole, int k) {
        return new Target(
                new Track(
                        new double[] {frames.median(BssScores::sdr)[k]},
                        new double[] {frames.median(BssScores::sir)[k]},
                        new double[] {frames.median(BssScores::sar)[k]}),
                new Track(new double[] {whole.sdr()[k]}, new double[] {whole.sir()[k]}, new double[] {whole.sar()[k]}),
                new Track(
                        frames.track(BssScores::sdr)[k],
                        frames.track(BssScores::sir)[k],
                        frames.track(BssScores::sar)[k]));
    }

    private static double[] rest(float[] mixture, double[] voice) {
        double[] rest = new double[voice.length];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = mixture[i] - voice[i];
        }
        return rest;
    }

    private static double[] doubles(float[] samples) {
        double[] doubles = new double[samples.length];
        for (int i = 0; i < doubles.length; i++) {
            doubles[i] = samples[i];
        }
        return doubles;
    }
}
