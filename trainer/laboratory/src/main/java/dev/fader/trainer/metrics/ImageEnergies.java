package dev.fader.trainer.metrics;

/**
 * Energies of the parts of an estimate ŝ of a source s, over some samples and all channels. With P the projection on the
 * source's own delayed channels and Q that on all sources' (Vincent et al. 2012): {@code ŝ = s + e_spat + e_interf +
 * e_artif}, {@code e_spat = Pŝ − s}, {@code e_interf = Qŝ − Pŝ}, {@code e_artif = ŝ − Qŝ}.
 *
 * @param target {@code ‖s‖²}
 * @param own {@code ‖Pŝ‖²}
 * @param all {@code ‖Qŝ‖²}
 * @param error {@code ‖ŝ − s‖²}
 * @param spatial {@code ‖e_spat‖²}
 * @param interference {@code ‖e_interf‖²}
 * @param artifacts {@code ‖e_artif‖²}
 * @param foreign {@code ‖e_interf + e_artif‖²}
 */
record ImageEnergies(
        double target,
        double own,
        double all,
        double error,
        double spatial,
        double interference,
        double artifacts,
        double foreign) {

    static final ImageEnergies NONE = new ImageEnergies(0, 0, 0, 0, 0, 0, 0, 0);

    ImageEnergies plus(ImageEnergies more) {
        return new ImageEnergies(
                target + more.target,
                own + more.own,
                all + more.all,
                error + more.error,
                spatial + more.spatial,
                interference + more.interference,
                artifacts + more.artifacts,
                foreign + more.foreign);
    }

    /**
     * One stretch of one channel.
     *
     * @param s the source, zero beyond its end
     * @param estimate ŝ, zero beyond its end
     * @param own Pŝ, of which {@code [from, from + count)} is read
     * @param all Qŝ, likewise
     * @param at where s and ŝ begin
     * @param sounding how many samples of s and ŝ there are; the filters' tails follow
     */
    static ImageEnergies of(
            double[] s, double[] estimate, int at, int sounding, double[] own, double[] all, int from, int count) {
        double target = 0;
        double owns = 0;
        double alls = 0;
        double error = 0;
        double spatial = 0;
        double interference = 0;
        double artifacts = 0;
        double foreign = 0;
        for (int i = 0; i < count; i++) {
            double truth = i < sounding ? s[at + i] : 0;
            double heard = i < sounding ? estimate[at + i] : 0;
            double p = own[from + i];
            double q = all[from + i];
            target += truth * truth;
            owns += p * p;
            alls += q * q;
            error += (heard - truth) * (heard - truth);
            spatial += (p - truth) * (p - truth);
            interference += (q - p) * (q - p);
            artifacts += (heard - q) * (heard - q);
            foreign += (heard - p) * (heard - p);
        }
        return new ImageEnergies(target, owns, alls, error, spatial, interference, artifacts, foreign);
    }
}
