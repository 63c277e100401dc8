package dev.fader.trainer.songs;

import dev.fader.trainer.songs.SongForm.Bar;

/** What a producer does to a stem beyond its effects: equaliser, compressor, riding the fader, place and width. */
final class ChannelStrip {

    private static final double DENSE_DRIVE = 5;

    private final Chance chance;
    private final SongForm form;
    private final Edition edition;
    private final int sampleRateHz;

    ChannelStrip(Chance chance, SongForm form, Edition edition, int sampleRateHz) {
        this.chance = chance;
        this.form = form;
        this.edition = edition;
        this.sampleRateHz = sampleRateHz;
    }

    /** Treats a stem in place. @param stereo (2, frames) */
    void apply(String stem, float[][] stereo) {
        boolean deep = stem.equals("bass") || stem.equals("drums");
        boolean drums = stem.equals("drums");
        // since the third edition only drums are dull now and then: they had the treble to themselves
        double dull = edition != Edition.THIRD ? 0.25 : drums ? 0.35 : 0;
        equalise(stereo, deep, dull);
        if (edition == Edition.THIRD) {
            shelve(stereo, drums);
        }
        if (chance.happens(0.6)) {
            double threshold = Level.amplitude(chance.between(-8, 4)) * Mixdown.activeRms(stereo);
            new Compressor(
                            threshold,
                            chance.between(1.5, DENSE_DRIVE),
                            chance.between(0.003, 0.03),
                            chance.between(0.05, 0.3))
                    .apply(stereo, sampleRateHz);
        }
        ride(stereo);
        place(stereo, deep);
    }

    private void equalise(float[][] stereo, boolean deep, double dull) {
        if (!deep && chance.happens(0.6)) {
            Biquad.highPass(chance.between(50, 180), sampleRateHz).apply(stereo);
        }
        int bands = chance.pick(0, 1, 1, 2, 2, 3);
        for (int band = 0; band < bands; band++) {
            double hz = 90 * StrictMath.pow(100, chance.unit());
            Biquad.peak(hz, chance.between(-7, 7), chance.between(0.5, 2), sampleRateHz)
                    .apply(stereo);
        }
        if (chance.happens(dull)) {
            Biquad.lowPass(chance.between(4000, 14_000), sampleRateHz).apply(stereo);
        }
    }

    /** @param cymbals whether it has the highest sounds of all, which are seldom raised */
    private void shelve(float[][] stereo, boolean cymbals) {
        if (chance.happens(0.6)) {
            Biquad.lowShelf(80 * StrictMath.pow(4, chance.unit()), chance.between(-6, 6), sampleRateHz)
                    .apply(stereo);
        }
        double db = cymbals ? chance.between(-9, 0) : chance.between(-3, 6);
        Biquad.highShelf(2500 * StrictMath.pow(3, chance.unit()), db, sampleRateHz)
                .apply(stereo);
    }

    /** Each section at a level of its own, with a short way from one to the next. */
    private void ride(float[][] stereo) {
        double depthDb = chance.between(0, 3);
        double keep = StrictMath.exp(-1 / (0.08 * sampleRateHz));
        int section = -1;
        double wanted = 1;
        double gain = 1;
        for (int b = 0; b < form.bars().size(); b++) {
            Bar bar = form.bars().get(b);
            if (bar.section().number() != section) {
                section = bar.section().number();
                wanted = Level.amplitude(depthDb * chance.between(-1, 1));
                gain = b == 0 ? wanted : gain;
            }
            int from = b == 0 ? 0 : frame(bar.start(), stereo);
            int to = b + 1 < form.bars().size() ? frame(form.bars().get(b + 1).start(), stereo) : stereo[0].length;
            for (int i = from; i < to; i++) {
                gain = wanted + keep * (gain - wanted);
                stereo[0][i] *= (float) gain;
                stereo[1][i] *= (float) gain;
            }
        }
    }

    private int frame(double seconds, float[][] stereo) {
        return Math.min(stereo[0].length, (int) Math.round(seconds * sampleRateHz));
    }

    /** Narrows or widens, then moves to a side; deep instruments stay near the middle. */
    private void place(float[][] stereo, boolean deep) {
        double width = chance.happens(0.25) ? 0 : chance.between(0.2, deep ? 1 : 1.7);
        double pan = (deep ? 0.12 : 0.45) * chance.bell() / 2;
        // equal power, and unchanged in the middle
        double angle = (Math.clamp(pan, -0.9, 0.9) + 1) * Math.PI / 4;
        double left = Math.sqrt(2) * StrictMath.cos(angle);
        double right = Math.sqrt(2) * StrictMath.sin(angle);
        for (int i = 0; i < stereo[0].length; i++) {
            double mid = 0.5 * (stereo[0][i] + stereo[1][i]);
            double side = width * 0.5 * (stereo[0][i] - stereo[1][i]);
            stereo[0][i] = (float) (left * (mid + side));
            stereo[1][i] = (float) (right * (mid - side));
        }
    }
}
